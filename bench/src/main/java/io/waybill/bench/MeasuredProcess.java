package io.waybill.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A child process from its start to its end. CPU is exact: the kernel adds a child's to its parent when it is waited for, and
 * no other child of this JVM ends meanwhile. Memory is the kernel's own peak, asked for every 20 ms. Ends with this JVM.
 */
final class MeasuredProcess {
    private static final long POLL_MILLIS = 20;
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Thread end = new Thread(() -> RUNNING.forEach(Process::destroyForcibly), "bench-contestant-end");
        Runtime.getRuntime().addShutdownHook(end);
    }

    /**
     * How it ended.
     *
     * @param exitCode of the process
     * @param usage from start to end
     */
    record Outcome(int exitCode, Usage usage) {}

    private MeasuredProcess() {}

    /** Runs it, handing each line of its stdout to the reader. One at a time. */
    static Outcome run(ProcessBuilder builder, Consumer<String> reader) throws IOException, InterruptedException {
        double cpuBefore = ProcFiles.endedChildrenCpuSeconds();
        long start = System.nanoTime();
        Process process = builder.start();
        RUNNING.add(process);
        AtomicLong peak = new AtomicLong();
        Thread memory = watch(process, peak);
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                reader.accept(line);
            }
            int exitCode = process.waitFor();
            double seconds = (System.nanoTime() - start) / 1e9;
            memory.join();
            double cpu = ProcFiles.endedChildrenCpuSeconds() - cpuBefore;
            return new Outcome(exitCode, new Usage(seconds, cpu, peak.get()));
        } finally {
            process.destroyForcibly();
            RUNNING.remove(process);
        }
    }

    private static Thread watch(Process process, AtomicLong peak) {
        Thread thread = new Thread(() -> poll(process, peak), "bench-memory");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void poll(Process process, AtomicLong peak) {
        try {
            do {
                ProcFiles.peakRssBytes(process.pid()).ifPresent(peak::set);
            } while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
