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
    private final ArrayDeque<Future<Part>> ahead = new ArrayDeque<>(); // guarded by this
    private long requested; // guarded by this: byte offset of the next range to ask for
    private boolean held; // guarded by this: whether the reader works on a part, which counts as one of the window
    private boolean closed; // guarded by this

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
        this.fetchers = Executors.newFixedThreadPool(window.parts(), fetcherThreads());
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
        Part part = await(head.get());
        handOver();
        return Optional.of(part);
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
        held = false;
        requestAhead();
        return Optional.ofNullable(ahead.peek());
    }

    private synchronized void handOver() {
        ahead.remove();
        held = true;
    }

    private synchronized void requestAhead() {
        long size = reader.object().size();
        while (!closed && requested < size && ahead.size() + (held ? 1 : 0) < window.parts()) {
            ByteRange range = new ByteRange(requested, Math.min(size, requested + window.partBytes()));
            ahead.add(fetchers.submit(() -> fetch(range)));
            requested = range.end();
        }
    }

    private Part fetch(ByteRange range) {
        byte[] bytes = new byte[Math.toIntExact(range.length())];
        reader.readFully(range, bytes, 0);
        return new Part(ordinal, range.start(), bytes);
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
