package io.waybill.bench;

import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Times a verification by its events: the rows compared between the first event {@code verifying} and the summary. Where there
 * are too few rows for such an event, the whole command's own seconds.
 */
final class VerifyClock implements Clock {
    private final LongSupplier nanoTime;
    private boolean began;
    private long start;
    private long rowsBefore;
    private Optional<Timing> timing = Optional.empty();

    /** @param nanoTime as {@link System#nanoTime()} */
    VerifyClock(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    @Override
    public void line(String line) {
        Map<String, Object> event = EventLine.parse(line);
        switch (EventLine.type(event)) {
            case "verifying" -> begin(event);
            case "summary" -> end(event);
            default -> {}
        }
    }

    private void begin(Map<String, Object> event) {
        if (!began) {
            began = true;
            start = nanoTime.getAsLong();
            rowsBefore = EventLine.number(event, "rows").longValue();
        }
    }

    private void end(Map<String, Object> summary) {
        long rows = EventLine.number(summary, "rows").longValue() - rowsBefore;
        double seconds = began
                ? (nanoTime.getAsLong() - start) / 1e9
                : EventLine.number(summary, "seconds").doubleValue();
        timing = rows > 0 && seconds > 0 ? Optional.of(new Timing(rows, seconds)) : Optional.empty();
    }

    @Override
    public Optional<Timing> timing(Usage usage) {
        return timing;
    }
}
