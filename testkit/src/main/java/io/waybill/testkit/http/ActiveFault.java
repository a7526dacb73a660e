package io.waybill.testkit.http;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;

/** A fault at work: counts its strikes, and heals when it is closed. Thread-safe. */
public final class ActiveFault implements AutoCloseable {
    private final HttpFault fault;
    private final RequestMatch match;
    private final LongPredicate chosen; // guarded by this
    private final CountDownLatch healed = new CountDownLatch(1);
    private long requests; // guarded by this
    private long strikes; // guarded by this

    ActiveFault(HttpFault fault, RequestMatch match, Occurrence occurrence) {
        this.fault = fault;
        this.match = match;
        this.chosen = occurrence.begin();
    }

    HttpFault fault() {
        return fault;
    }

    /** Whether this request is to be broken. */
    synchronized boolean claims(MessageHead request) {
        return !isHealed() && match.matches(request) && fault.concerns(request) && chosen.test(++requests);
    }

    /** How often it has broken something, counted at the moment it did. */
    public synchronized long strikes() {
        return strikes;
    }

    /** Waits for this number of strikes, or throws when they have not happened in time. */
    public synchronized void awaitStrikes(long count, Duration within) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        while (strikes < count) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new IllegalStateException(fault + " struck " + strikes + " times within " + within);
            }
            wait(left);
        }
    }

    synchronized void struck() {
        strikes++;
        notifyAll();
    }

    /** Waits until the fault is healed, at most so long. */
    void pause(Duration atMost) {
        try {
            healed.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isHealed() {
        return healed.getCount() == 0;
    }

    /** Heals it: no further request is broken, and delays end. Connections that were stalled stay so. */
    @Override
    public void close() {
        healed.countDown();
    }
}
