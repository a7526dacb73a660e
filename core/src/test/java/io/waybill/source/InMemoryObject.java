package io.waybill.source;

import java.util.concurrent.atomic.AtomicLong;

/** An object whose bytes are an array. Thread-safe. */
public final class InMemoryObject implements ObjectReader {
    private final byte[] bytes;
    private final SourceObject object;
    private final AtomicLong bytesRead = new AtomicLong();

    public InMemoryObject(byte[] bytes) {
        this.bytes = bytes.clone();
        this.object = new SourceObject("s3://bucket/rows.csv", "v1", "etag", bytes.length, StoredChecksum.NONE);
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
