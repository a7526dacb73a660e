package io.waybill.bench.jmh;

import io.waybill.source.ByteRange;
import io.waybill.source.ObjectReader;
import io.waybill.source.SourceObject;
import io.waybill.source.StoredChecksum;
import java.util.concurrent.atomic.AtomicLong;

/** An object in memory: reading it costs a copy and nothing else. Thread-safe. */
final class MemoryObject implements ObjectReader {
    private final byte[] bytes;
    private final SourceObject object;
    private final AtomicLong bytesRead = new AtomicLong();

    /** @param bytes its content; never changed afterwards */
    MemoryObject(byte[] bytes) {
        this.bytes = bytes;
        this.object = new SourceObject("s3://memory/rows.csv", "", "memory", bytes.length, StoredChecksum.NONE);
    }

    @Override
    public SourceObject object() {
        return object;
    }

    @Override
    public void readFully(ByteRange range, byte[] target, int at) {
        int length = Math.toIntExact(range.length());
        System.arraycopy(bytes, Math.toIntExact(range.start()), target, at, length);
        bytesRead.addAndGet(length);
    }

    @Override
    public long bytesRead() {
        return bytesRead.get();
    }

    @Override
    public void close() {}
}
