package io.waybill.bench;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the last line of Kafka's ProducerPerformance: {@code 2000000 records sent, 536012.1 records/sec (51.12 MB/sec), ...}.
 * Its own clock runs from just before the first send until the producer is closed.
 */
final class PerfTestClock implements Clock {
    private static final Pattern RESULT = Pattern.compile("(\\d+) records sent, ([0-9.]+) records/sec .* 99\\.9th\\.?");

    private Optional<Timing> timing = Optional.empty();

    @Override
    public void line(String line) {
        Matcher result = RESULT.matcher(line);
        if (result.matches()) {
            long records = Long.parseLong(result.group(1));
            timing = Optional.of(new Timing(records, records / Double.parseDouble(result.group(2))));
        }
    }

    @Override
    public Optional<Timing> timing(Usage usage) {
        return timing;
    }
}
