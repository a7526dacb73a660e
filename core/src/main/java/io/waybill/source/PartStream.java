package io.waybill.source;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one object from an offset to its end, as parts in order. Several ranged reads are in flight at once, on
 * daemon threads of its own named {@code waybill-fetch-0} and so on.
 *
 * <p>One thread calls {@link #next}; {@link #close} may come from another one, and then ends a waiting {@code next}.
 */
public final class PartStream implements AutoCloseable {
    private static final long JOIN_SECONDS = 10;

    private final ObjectReader reader;
    private final int ordinal;
    private final ReadWindow window;
    private final ExecutorService fetchers;
    private final BusyTime fetching = new BusyTime();
    private final ArrayDeque<Future<Part>> ahead = new ArrayDeque<>(); // guarded by this
    private final ArrayDeque<byte[]> spare = new ArrayDeque<>(); // guarded by this: buffers of parts that were read
    private long requested; // guarded by this: byte offset of the next range to ask for
    private int parts; // guarded by this: how many parts may be in flight, waiting or held
    private byte @Nullable [] held; // guarded by this: what the reader works on, which counts as one of the window
    private boolean closed; // guarded by this
    private long waitingNanos; // the reader's own
    private boolean begun; // the reader's own: a wait for the first part says nothing about the window

    /**
     * Starts reading ahead at once.
     *
     * @param reader stays open; its owner closes it after this stream
     * @param ordinal which object of the job this is; the parts carry it
     * @param from byte offset of the first byte, at most the object's size
     */
    public PartStream(ObjectReader reader, int ordinal, long from, ReadWindow window) {
        if (from < 0 || from > reader.object().size()) {
            throw new IllegalArgumentException("byte " + from + " is outside of " + reader.object());
        }
        this.reader = reader;
        this.ordinal = ordinal;
        this.window = window;
        this.requested = from;
        this.parts = window.parts();
        this.fetchers = Executors.newFixedThreadPool(window.mostParts(), fetcherThreads());
        requestAhead();
    }

    /**
     * The next part in order, in exchange for the one before; waits for it. Empty at the end of the object, then and ever after.
     *
     * @throws WaybillException what the ranged read of this very part threw, at its place in the order and again on
     *     every further call; INTERRUPTED when the calling thread was interrupted (its flag stays set)
     */
    public Optional<Part> next() {
        Optional<Future<Part>> head = head();
        if (head.isEmpty()) {
            return Optional.empty();
        }
        Future<Part> fetch = head.get();
        if (begun && !fetch.isDone()) {
            widen();
        }
        begun = true;
        long before = System.nanoTime();
        Part part = await(fetch);
        waitingNanos += System.nanoTime() - before;
        handOver(part);
        return Optional.of(part);
    }

    /** Time in which at least one ranged read was in flight, in nanoseconds; for any thread. */
    public long fetchingNanos() {
        return fetching.nanos();
    }

    /** Time for which {@link #next} has waited, in nanoseconds; for the thread that calls it. */
    public long waitingNanos() {
        return waitingNanos;
    }

    /** Interrupts the fetchers and waits for them to end. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            ahead.forEach(fetch -> fetch.cancel(true));
        }
        fetchers.shutdownNow();
        try {
            fetchers.awaitTermination(JOIN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Optional<Future<Part>> head() {
        if (closed) {
            throw new IllegalStateException("the part stream is closed");
        }
        byte[] read = held;
        held = null;
        if (read != null && read.length == window.partBytes()) {
            spare.push(read);
        }
        requestAhead();
        return Optional.ofNullable(ahead.peek());
    }

    private synchronized void handOver(Part part) {
        ahead.remove();
        held = part.bytes();
    }

    private synchronized void widen() {
        parts = Math.min(window.mostParts(), 2 * parts);
        requestAhead();
    }

    private synchronized void requestAhead() {
        long size = reader.object().size();
        while (!closed && requested < size && ahead.size() + (held == null ? 0 : 1) < parts) {
            ByteRange range = new ByteRange(requested, Math.min(size, requested + window.partBytes()));
            ahead.add(fetchers.submit(() -> fetch(range)));
            requested = range.end();
        }
    }

    private Part fetch(ByteRange range) {
        byte[] bytes = buffer(Math.toIntExact(range.length()));
        fetching.enter();
        try {
            reader.readFully(range, bytes, 0);
        } finally {
            fetching.leave();
        }
        return new Part(ordinal, range.start(), bytes);
    }

    /** Buffers are used again: at full speed, arrays of this size would keep the collector busy. */
    private synchronized byte[] buffer(int length) {
        byte[] used = length == window.partBytes() ? spare.poll() : null;
        return used == null ? new byte[length] : used;
    }

    private Part await(Future<Part> fetch) {
        try {
            return fetch.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WaybillException(
                    ErrorCode.INTERRUPTED,
                    "interrupted while waiting for bytes of " + reader.object(),
                    "Run it again: it goes on from the last checkpoint.",
                    e);
        } catch (CancellationException e) {
            throw new IllegalStateException("the part stream was closed while its reader waited", e);
        } catch (ExecutionException e) {
            throw asThrown(e);
        }
    }

    private static RuntimeException asThrown(ExecutionException e) {
        if (e.getCause() instanceof RuntimeException thrown) {
            return thrown;
        }
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return new IllegalStateException("a fetcher failed", e);
    }

    private static ThreadFactory fetcherThreads() {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "waybill-fetch-" + count.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        };
    }
}
