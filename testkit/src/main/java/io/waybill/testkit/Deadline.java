package io.waybill.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A moment after which waiting ends. The only place of the testkit that waits by polling. */
record Deadline(long nanoTime) {
    private static final long POLL_NANOS = 20_000_000;

    static Deadline in(Duration wait) {
        return new Deadline(System.nanoTime() + wait.toNanos());
    }

    boolean hasPassed() {
        return System.nanoTime() - nanoTime >= 0;
    }

    /** Polls until the condition holds: true; or until the deadline has passed: the condition's last answer. */
    boolean await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (hasPassed()) {
                return condition.getAsBoolean();
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("interrupted while waiting for a server");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return true;
    }
}
