package io.waybill.verify;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;

/**
 * What a thread of its own makes ahead of the one that takes it: in order, and at most {@link #IN_FLIGHT} of them wait.
 *
 * <p>One thread calls {@link #next} and {@link #close}; {@link #put} belongs to the making thread.
 */
final class Handover<T> implements AutoCloseable {
    /** Makes everything, in order, on the thread of its own. */
    interface Maker<T> {
        /** Returns at the end, or soon after {@link Handover#put} has answered false. What it throws, the taker gets. */
        void makeFor(Handover<T> taker);
    }

    /** What {@code next} does: it returns a thing; the last one returns none, or throws. */
    private record Answer<T>(Supplier<Optional<T>> supplier, boolean last) {}

    private static final int IN_FLIGHT = 4;
    private static final long POLITE_MILLIS = 500; // Kafka's consumer logs an error when it is interrupted
    private static final long JOIN_MILLIS = 10_000;

    private final BlockingQueue<Answer<T>> made = new ArrayBlockingQueue<>(IN_FLIGHT);

    private final String name;
    private final Thread thread;
    private volatile boolean closed;

    /**
     * Starts nothing yet.
     *
     * @param name of the making thread
     */
    Handover(String name, Maker<T> maker) {
        this.name = name;
        this.thread = new Thread(() -> make(maker), name);
        thread.setDaemon(true);
    }

    /** Starts the making thread. */
    Handover<T> start() {
        thread.start();
        return this;
    }

    /** Waits for room; false when the taker wants no more. */
    boolean put(T thing) {
        return offer(new Answer<>(() -> Optional.of(thing), false));
    }

    /**
     * The next thing in order; waits for it. Empty at the end, then and ever after.
     *
     * @throws WaybillException INTERRUPTED when the calling thread was interrupted (its flag stays set)
     * @throws RuntimeException what the maker threw, at its place in the order and again on every further call
     */
    Optional<T> next() {
        try {
            Answer<T> answer = made.take();
            if (answer.last()) {
                made.add(answer); // for the calls after this one; nothing else comes
            }
            return answer.supplier().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WaybillException(
                    ErrorCode.INTERRUPTED, "interrupted while waiting for " + name, "Run it again.", e);
        }
    }

    /**
     * Ends the making thread: with the next answer of {@link #put}, or else by an interrupt. Waits for it, also when the
     * calling thread is interrupted itself.
     */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        closed = true;
        made.clear(); // room for one that waits
        try {
            thread.join(POLITE_MILLIS);
            thread.interrupt();
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            thread.interrupt();
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The thread's top frame: whatever is thrown here, the taker throws. */
    private void make(Maker<T> maker) {
        offer(new Answer<>(end(maker), true));
    }

    private Supplier<Optional<T>> end(Maker<T> maker) {
        try {
            maker.makeFor(this);
            return Optional::empty;
        } catch (RuntimeException e) {
            return () -> {
                throw e;
            };
        } catch (Error e) {
            return () -> {
                throw e;
            };
        }
    }

    private boolean offer(Answer<T> answer) {
        try {
            if (!closed) {
                made.put(answer);
            }
            return !closed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
