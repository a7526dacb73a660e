package io.waybill.sink;

import io.waybill.checkpoint.Delivered;
import io.waybill.checkpoint.OffsetRange;
import io.waybill.digest.ChainThread;
import io.waybill.digest.RecordDigest;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * The records sent since the last commit, and what the broker answered for them.
 *
 * <p>The counting side belongs to the thread that appends. The answers come on the producer's sender thread, one at a
 * time and in offset order; they are read only after {@code flush()} has returned, which orders the two.
 */
public final class OpenTransaction implements Callback {
    private final ChainThread digests;
    private final long openedNanos;
    private long records;
    private long bytes;
    private long bytesBeforeLast;
    private @Nullable ProducerRecord<byte[], byte[]> last;
    private @Nullable Future<String> chain;

    private long answered;
    private long firstOffset = -1;
    private long lastOffset = -1;
    private volatile @Nullable Exception failure;

    /** @param digests begun for this transaction */
    OpenTransaction(ChainThread digests, long nowNanos) {
        this.digests = digests;
        this.openedNanos = nowNanos;
    }

    /** Records in it, the checkpoint not counted. */
    public long records() {
        return records;
    }

    /** Bytes of their keys and values. */
    public long bytes() {
        return bytes;
    }

    /** The same without the last record. */
    public long bytesBeforeLast() {
        return bytesBeforeLast;
    }

    /** {@link System#nanoTime()} of its first record. */
    public long openedNanos() {
        return openedNanos;
    }

    void add(ProducerRecord<byte[], byte[]> record) {
        try {
            digests.add(record.key(), record.value());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        records++;
        bytesBeforeLast = bytes;
        bytes += size(record);
        last = record;
    }

    /** There will be no further record: lets the digest be finished while the acknowledgements are waited for. */
    void end() {
        if (records > 0 && chain == null) {
            try {
                chain = digests.fold();
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
    }

    private String chainHead() {
        end();
        try {
            return Objects.requireNonNull(chain).get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the digest failed", e);
        }
    }

    static long size(ProducerRecord<byte[], byte[]> record) {
        return (record.key() == null ? 0L : record.key().length)
                + (record.value() == null ? 0L : record.value().length);
    }

    @Override
    public void onCompletion(RecordMetadata metadata, @Nullable Exception error) {
        if (error != null) {
            failure = failure == null ? error : failure;
            return;
        }
        if (answered++ == 0) {
            firstOffset = metadata.offset();
        }
        lastOffset = metadata.offset();
    }

    /** Throws the first error that a record met, wrapped as the producer itself wraps them. */
    void requireNoFailure() {
        Exception first = failure;
        if (first != null) {
            throw new KafkaException(first);
        }
    }

    /**
     * Whether the records lie where a sole writer's must: past everything committed before, without a gap. A topic that
     * was deleted and made again under the producer's feet shows only here.
     */
    boolean continues(Delivered before) {
        return records == 0
                || (answered == records && firstOffset >= before.tail() && lastOffset - firstOffset + 1 == records);
    }

    /** What the destination holds once this is committed. */
    Delivered after(Delivered before) {
        ProducerRecord<byte[], byte[]> lastRecord = last;
        if (lastRecord == null) {
            return before;
        }
        return before.followedBy(
                records,
                new OffsetRange(firstOffset, lastOffset + 1),
                RecordDigest.of(lastRecord.key(), lastRecord.value()),
                chainHead());
    }

    @Override
    public String toString() {
        return records + " records at offsets " + firstOffset + " to " + lastOffset;
    }
}
