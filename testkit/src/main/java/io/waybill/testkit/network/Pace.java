package io.waybill.testkit.network;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** So many bytes in a second, without a burst after idle time. Any thread may use it. */
final class Pace {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final long bytesPerSecond;
    private final LongSupplier nanoTime;
    private long free;

    Pace(long bytesPerSecond, LongSupplier nanoTime) {
        this.bytesPerSecond = bytesPerSecond;
        this.nanoTime = nanoTime;
        this.free = nanoTime.getAsLong();
    }

    /** Takes the next bytes' turn; how long to wait until they have passed. */
    synchronized long nanosFor(int bytes) {
        long now = nanoTime.getAsLong();
        if (free - now < 0) {
            free = now;
        }
        free += Math.multiplyExact(bytes, SECOND) / bytesPerSecond;
        return free - now;
    }
}
