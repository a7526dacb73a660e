package io.waybill.job;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.source.ByteRange;
import io.waybill.source.ObjectReader;
import io.waybill.source.SourceObject;
import java.util.concurrent.CountDownLatch;

/** Reads from a byte offset on only when its gate is open: a source that hangs. */
final class GatedReader implements ObjectReader {
    private final ObjectReader reader;
    private final long from;
    private final CountDownLatch gate = new CountDownLatch(1);
    private volatile boolean waiting;

    GatedReader(ObjectReader reader, long from) {
        this.reader = reader;
        this.from = from;
    }

    void open() {
        gate.countDown();
    }

    boolean isWaiting() {
        return waiting;
    }

    @Override
    public SourceObject object() {
        return reader.object();
    }

    @Override
    public void readFully(ByteRange range, byte[] target, int at) {
        if (range.start() >= from) {
            waiting = true;
            await();
        }
        reader.readFully(range, target, at);
    }

    private void await() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WaybillException(ErrorCode.INTERRUPTED, "interrupted", "", e);
        }
    }

    @Override
    public long bytesRead() {
        return reader.bytesRead();
    }

    @Override
    public void close() {
        reader.close();
    }
}
