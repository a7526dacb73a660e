package io.waybill.aws;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * The pause before another try: doubled by each failure, and spread so that fetchers do not return in step.
 *
 * @param first the pause after the first failure
 * @param random from 0 to 1
 */
record Backoff(Sleeper sleeper, Duration first, DoubleSupplier random) {
    static final Backoff REAL = new Backoff(Sleeper.REAL, Duration.ofMillis(200), () -> ThreadLocalRandom.current()
            .nextDouble());
    private static final int DOUBLINGS = 5;

    void pauseAfter(int failures) throws InterruptedException {
        double factor = 1L << Math.min(failures, DOUBLINGS);
        double spread = 0.75 + random.getAsDouble() / 2;
        sleeper.sleep(Duration.ofMillis(Math.round(first.toMillis() * factor * spread)));
    }
}
