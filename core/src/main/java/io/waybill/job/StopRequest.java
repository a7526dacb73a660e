package io.waybill.job;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks a running job to commit what it has framed and to end. Made by a signal handler, heeded by the job's thread. */
public final class StopRequest {
    private final CountDownLatch requested = new CountDownLatch(1);
    private volatile @Nullable ErrorCode reason;

    /** Asks; returns false when somebody has asked before, whose reason counts. */
    public synchronized boolean request(ErrorCode why) {
        if (reason != null) {
            return false;
        }
        reason = why;
        requested.countDown();
        return true;
    }

    boolean isRequested() {
        return reason != null;
    }

    /** Waits for so long, or until a stop is requested. */
    void pause(Duration time) {
        try {
            requested.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            request(ErrorCode.INTERRUPTED);
        }
    }

    void throwIfRequested() {
        if (isRequested()) {
            throw stopped();
        }
    }

    WaybillException stopped() {
        return new WaybillException(
                Objects.requireNonNull(reason), "Stopped on request.", "Run the same command again to go on.");
    }
}
