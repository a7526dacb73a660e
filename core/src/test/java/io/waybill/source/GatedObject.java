package io.waybill.source;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** An object whose reads wait until the test releases them. Thread-safe. */
final class GatedObject implements ObjectReader {
    private final InMemoryObject bytes;
    private final Map<Long, CountDownLatch> waiting = new ConcurrentHashMap<>();
    private final Map<Long, WaybillException> failures = new ConcurrentHashMap<>();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger finished = new AtomicInteger();
    private final AtomicInteger interrupted = new AtomicInteger();
    private volatile boolean open;

    GatedObject(byte[] bytes) {
        this.bytes = new InMemoryObject(bytes);
    }

    int started() {
        return started.get();
    }

    int finished() {
        return finished.get();
    }

    int interrupted() {
        return interrupted.get();
    }

    Set<Thread> threads() {
        return threads;
    }

    /** The read that begins at this byte fails. */
    void failAt(long start, WaybillException failure) {
        failures.put(start, failure);
    }

    /** Lets one of the waiting reads go on, if there is one. */
    void releaseOneOf(Random random) {
        List<Long> starts = new ArrayList<>(waiting.keySet());
        if (!starts.isEmpty()) {
            waiting.remove(starts.get(random.nextInt(starts.size()))).countDown();
        }
    }

    /** Lets all reads go on, now and from now on. */
    void releaseAll() {
        open = true;
        waiting.values().forEach(CountDownLatch::countDown);
    }

    @Override
    public SourceObject object() {
        return bytes.object();
    }

    @Override
    public void readFully(ByteRange range, byte[] target, int at) {
        threads.add(Thread.currentThread());
        CountDownLatch gate = new CountDownLatch(1);
        waiting.put(range.start(), gate);
        started.incrementAndGet();
        pass(gate);
        if (failures.containsKey(range.start())) {
            throw failures.get(range.start());
        }
        bytes.readFully(range, target, at);
        finished.incrementAndGet();
    }

    @Override
    public long bytesRead() {
        return bytes.bytesRead();
    }

    @Override
    public void close() {}

    private void pass(CountDownLatch gate) {
        try {
            if (!open) {
                gate.await();
            }
        } catch (InterruptedException e) {
            interrupted.incrementAndGet();
            Thread.currentThread().interrupt();
            throw new WaybillException(ErrorCode.INTERRUPTED, "interrupted", "Run it again.", e);
        }
    }
}
