package io.waybill.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.utils.AppInfoParser;

/**
 * What the figures were measured on.
 *
 * @param cores that this process may use
 * @param cpu its model
 * @param memoryBytes of the machine
 * @param os name and version of the kernel
 */
record Machine(int cores, String cpu, long memoryBytes, String os) {
    private static final Pattern MODEL = Pattern.compile("(?m)^model name\\s*:\\s*(.+)$");
    private static final Pattern MEMORY = Pattern.compile("(?m)^MemTotal:\\s*(\\d+) kB$");

    /** This one. */
    static Machine here() {
        String kilobytes = find(MEMORY, "/proc/meminfo", "0");
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                find(MODEL, "/proc/cpuinfo", System.getProperty("os.arch")), // ARM names no model
                Long.parseLong(kilobytes) << 10,
                System.getProperty("os.name") + " " + System.getProperty("os.version"));
    }

    private static String find(Pattern pattern, String file, String otherwise) {
        try {
            Matcher found = pattern.matcher(Files.readString(Path.of(file)));
            return found.find() ? found.group(1) : otherwise;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For a person. */
    String describe() {
        return String.format(
                Locale.ROOT, "%d cores of %s, %.1f GiB, %s", cores, cpu, (double) memoryBytes / (1 << 30), os);
    }

    /** For the summary event. */
    Map<String, Object> toMap() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("cores", cores);
        fields.put("cpu", cpu);
        fields.put("memory_bytes", memoryBytes);
        fields.put("os", os);
        return fields;
    }

    /** Java's and Kafka's versions; all contestants but kcat run on both. */
    static Map<String, Object> versions() {
        Map<String, Object> versions = new LinkedHashMap<>();
        versions.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        versions.put("kafka", AppInfoParser.getVersion());
        return versions;
    }
}
