package io.waybill.bench;

import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Times a load by its events: by the stage report of its summary where there is one, and otherwise from the arrival of the
 * event {@code resumed}, which precedes the first row, to that of the last {@code committed}.
 */
final class LoadClock implements Clock {
    private final LongSupplier nanoTime;
    private long start;
    private long end;
    private long rows;
    private double reported;

    /** @param nanoTime as {@link System#nanoTime()} */
    LoadClock(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    @Override
    public void line(String line) {
        Map<String, Object> event = EventLine.parse(line);
        switch (EventLine.type(event)) {
            case "resumed" -> start = nanoTime.getAsLong();
            case "committed" -> {
                end = nanoTime.getAsLong();
                rows = EventLine.number(event, "rows").longValue();
            }
            case "summary" -> reported = reportedSeconds(event);
            default -> {}
        }
    }

    /** The seconds from the first row to the last commit, by the loader's own clock; 0 where it does not tell. */
    private static double reportedSeconds(Map<String, Object> summary) {
        return summary.get("load") instanceof Map<?, ?> load && load.get("seconds") instanceof Number seconds
                ? seconds.doubleValue()
                : 0;
    }

    @Override
    public Optional<Timing> timing(Usage usage) {
        double seconds = reported > 0 ? reported : (end - start) / 1e9;
        return rows > 0 && seconds > 0 ? Optional.of(new Timing(rows, seconds)) : Optional.empty();
    }
}
