package io.waybill.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What this process has cost so far, its start included; empty where the system does not tell. */
final class ProcessCost {
    private static final Path STATUS = Path.of("/proc/self/status"); // proc(5)
    private static final String PEAK = "VmHWM:";

    private ProcessCost() {}

    /** CPU in seconds, over all threads, and the peak of the resident memory in MiB. */
    static Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toMillis)
                .ifPresent(millis -> fields.put("cpu_seconds", millis / 1000.0));
        peakKibibytes().ifPresent(kib -> fields.put("peak_memory_mib", Math.round(kib / 102.4) / 10.0));
        return fields;
    }

    private static Optional<Long> peakKibibytes() {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(PEAK))
                    .map(line -> Long.valueOf(line.replaceAll("\\D", "")))
                    .findFirst();
        } catch (IOException notLinux) {
            return Optional.empty();
        }
    }
}
