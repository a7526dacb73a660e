package io.waybill.bench;

import java.util.Optional;

/**
 * For a process that prints nothing: its whole life.
 *
 * @param rows that it is to handle
 */
record LifeClock(long rows) implements Clock {
    @Override
    public void line(String line) {}

    @Override
    public Optional<Timing> timing(Usage usage) {
        return Optional.of(new Timing(rows, usage.seconds()));
    }
}
