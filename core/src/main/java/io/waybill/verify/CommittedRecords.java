package io.waybill.verify;

import io.waybill.kafka.PartitionLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;

/**
 * The committed records between two offsets, in order. A thread of its own named {@code waybill-verify-topic} reads
 * ahead. For one thread, which closes it.
 */
final class CommittedRecords implements AutoCloseable {
    private final Handover<List<ConsumerRecord<byte[], byte[]>>> ahead;
    private List<ConsumerRecord<byte[], byte[]>> taken = List.of();
    private int index;
    private boolean ended;

    /** @param log nobody else's until this is closed */
    CommittedRecords(PartitionLog log, long from, long to) {
        this.ahead = new Handover<List<ConsumerRecord<byte[], byte[]>>>(
                        "waybill-verify-topic", taker -> read(log, from, to, new Filling(taker)))
                .start();
    }

    /** Goes to the next record; false at the end, then and ever after. What reading the topic throws comes at its place. */
    boolean next() {
        index++;
        while (index >= taken.size() && !ended) {
            Optional<List<ConsumerRecord<byte[], byte[]>>> next = ahead.next();
            next.ifPresent(filled -> taken = filled);
            ended = next.isEmpty();
            index = 0;
        }
        return !ended;
    }

    /** The current record. */
    ConsumerRecord<byte[], byte[]> current() {
        return taken.get(index);
    }

    @Override
    public void close() {
        ahead.close();
    }

    /** A failure comes after the records before it. */
    private static void read(PartitionLog log, long from, long to, Filling filling) {
        try {
            log.read(IsolationLevel.READ_COMMITTED, from, to, filling::add);
        } finally {
            filling.handOver();
        }
    }

    /** Gathers records until handing them over is worth it. */
    private static final class Filling {
        private static final int FULL_RECORDS = 2048;
        private static final int FULL_BYTES = 256 << 10;

        private final Handover<List<ConsumerRecord<byte[], byte[]>>> taker;
        private List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(FULL_RECORDS);
        private int bytes;

        Filling(Handover<List<ConsumerRecord<byte[], byte[]>>> taker) {
            this.taker = taker;
        }

        /** Returns false when the taker wants no more. */
        boolean add(ConsumerRecord<byte[], byte[]> record) {
            records.add(record);
            bytes += Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
            return (records.size() < FULL_RECORDS && bytes < FULL_BYTES) || handOver();
        }

        boolean handOver() {
            boolean wanted = taker.put(records);
            records = new ArrayList<>(FULL_RECORDS);
            bytes = 0;
            return wanted;
        }
    }
}
