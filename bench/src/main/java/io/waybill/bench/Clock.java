package io.waybill.bench;

import java.util.Optional;

/** Makes a {@link Timing} of the lines that a contestant prints while it runs. For one thread. */
interface Clock {
    /** Called for each line of stdout, as soon as it is there. */
    void line(String line);

    /**
     * After the process has ended; empty if it printed no result.
     *
     * @param usage of the process, for a clock that has nothing better
     */
    Optional<Timing> timing(Usage usage);
}
