package io.waybill.aws;

import java.time.Duration;

/** How a thread waits; tests hand in their own. */
@FunctionalInterface
interface Sleeper {
    Sleeper REAL = pause -> Thread.sleep(pause.toMillis());

    void sleep(Duration pause) throws InterruptedException;
}
