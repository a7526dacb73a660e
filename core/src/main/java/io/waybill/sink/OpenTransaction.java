package io.waybill.sink;

import io.waybill.checkpoint.Delivered;
import io.waybill.checkpoint.OffsetRange;
import io.waybill.digest.DigestChain;
import io.waybill.digest.RecordDigest;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * The records sent since the last commit, and what the broker answered for them.
 *
 * <p>The counting side belongs to the thread that appends. The answers come on the producer's sender thread, one at a
 * time and in offset order; they are read only after {@code flush()} has returned, which orders the two.
 */
public final class OpenTransaction implements Callback {
    private final DigestChain chain;
    private final long openedNanos;
    private long records;
    private long bytes;
    private long bytesBeforeLast;
    private @Nullable ProducerRecord<byte[], byte[]> last;

    private long answered;
    private long firstOffset = -1;
    private long lastOffset = -1;
    private volatile @Nullable Exception failure;

    OpenTransaction(String chainHead, long nowNanos) {
        this.chain = new DigestChain(chainHead);
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
        chain.add(record.key(), record.value());
        records++;
        bytesBeforeLast = bytes;
        bytes += size(record);
        last = record;
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
                chain.fold());
    }

    @Override
    public String toString() {
        return records + " records at offsets " + firstOffset + " to " + lastOffset;
    }
}
