package io.waybill.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One run of one contestant.
 *
 * @param rows that the process has handled
 * @param bytesPerRow mean bytes of a record's value
 * @param timing what its clock has seen
 * @param usage of the whole process
 */
record Measurement(long rows, double bytesPerRow, Timing timing, Usage usage) {
    private static final double MIB = 1 << 20;

    double rowsPerSecond() {
        return timing.rowsPerSecond();
    }

    /** Millions of bytes of values per second. */
    double megabytesPerSecond() {
        return rowsPerSecond() * bytesPerRow / 1e6;
    }

    /** Seconds of all its threads, start and end of the process included, for a million rows. */
    double cpuSecondsPerMillionRows() {
        return usage.cpuSeconds() / rows * 1e6;
    }

    double peakRssMib() {
        return usage.peakRssBytes() / MIB;
    }

    /** For an event. */
    Map<String, Object> toMap() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("rows", rows);
        fields.put("seconds", Numbers.rounded(timing.seconds(), 4));
        fields.put("rows_per_second", Numbers.rounded(rowsPerSecond(), 1));
        fields.put("mb_per_second", Numbers.rounded(megabytesPerSecond(), 3));
        fields.put("cpu_seconds", Numbers.rounded(usage.cpuSeconds(), 2));
        fields.put("cpu_seconds_per_million_rows", Numbers.rounded(cpuSecondsPerMillionRows(), 4));
        fields.put("peak_rss_mib", Numbers.rounded(peakRssMib(), 1));
        return fields;
    }
}
