package io.waybill.testkit.network;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A fault at work; closing heals it. Any thread may use it. */
public final class InjectedFault implements AutoCloseable {
    private static final Duration STRUCK_WITHIN = Duration.ofSeconds(60);

    private final NetworkFault fault;
    private final Consumer<InjectedFault> healing;
    private final LinkEffect linkEffect;
    private final long injectedAt = System.nanoTime();
    private final AtomicInteger claimed = new AtomicInteger();
    private final CompletableFuture<Void> healed = new CompletableFuture<>();
    private final Object struckChanged = new Object();
    private int struck;

    InjectedFault(NetworkFault fault, Consumer<InjectedFault> healing) {
        this.fault = fault;
        this.healing = healing;
        this.linkEffect = LinkEffect.of(fault);
    }

    public NetworkFault fault() {
        return fault;
    }

    /** How often it has struck; each fault says what counts. */
    public int struck() {
        synchronized (struckChanged) {
            return struck;
        }
    }

    /** Waits up to a minute until it has struck so often; throws when it has not. */
    public void awaitStruck(int times) {
        awaitStruck(times, STRUCK_WITHIN);
    }

    /** Waits until it has struck so often; throws when it has not in this time. */
    public void awaitStruck(int times, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        synchronized (struckChanged) {
            while (struck < times) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    throw new IllegalStateException(
                            fault + " struck " + struck + " of " + times + " times in " + within);
                }
                awaitChange(left);
            }
        }
    }

    /** Ends the fault: what it held goes on. Healing twice is the same as once. */
    public void heal() {
        healing.accept(this);
        healed.complete(null);
    }

    /** The same as {@link #heal()}. */
    @Override
    public void close() {
        heal();
    }

    boolean isHealed() {
        return healed.isDone();
    }

    LinkEffect linkEffect() {
        return linkEffect;
    }

    /** Whether it strikes this request: asked once for each. */
    boolean claims(RequestKind kind) {
        return fault instanceof NetworkFault.OfRequests ofRequests
                && ofRequests.requests().kinds().contains(kind)
                && System.nanoTime() - injectedAt < ofRequests.requests().span().toNanos()
                && countsIn(ofRequests, claimed.incrementAndGet());
    }

    private static boolean countsIn(NetworkFault.OfRequests fault, int match) {
        boolean itsTurn = !(fault instanceof NetworkFault.ResetEveryRequests every) || match % every.count() == 0;
        return itsTurn && match <= fault.requests().limit();
    }

    void strike() {
        synchronized (struckChanged) {
            struck++;
            struckChanged.notifyAll();
        }
    }

    /** Waits until the fault is healed, or this end has come, or the time is over. */
    void awaitHealed(CompletableFuture<Void> end, Duration time) {
        try {
            CompletableFuture.anyOf(healed, end).get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException timeIsOver) {
            return;
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("neither future fails", e);
        }
    }

    private void awaitChange(long nanos) {
        try {
            TimeUnit.NANOSECONDS.timedWait(struckChanged, nanos);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while waiting for a fault", e);
    }
}
