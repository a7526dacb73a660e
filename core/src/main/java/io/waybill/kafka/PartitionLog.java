package io.waybill.kafka;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * One partition's log, read between two offsets. Every wait has a deadline, and one that passes says who holds up the
 * readers. Not thread-safe.
 */
public final class PartitionLog {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaClients clients;
    private final Admin admin;
    private final TopicPartition partition;
    private final Duration deadline;

    /** @param deadline how long to wait without any progress */
    public PartitionLog(KafkaClients clients, Admin admin, TopicPartition partition, Duration deadline) {
        this.clients = clients;
        this.admin = admin;
        this.partition = partition;
        this.deadline = deadline;
    }

    /** The first offset that is still there. */
    public long begin() {
        return offset(OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED);
    }

    /** The offset after the last record or marker, open transactions included. */
    public long end() {
        return offset(OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
    }

    /** The last stable offset: where a read_committed reader stops, at or before {@link #end()}. */
    public long stableEnd() {
        return offset(OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
    }

    private long offset(OffsetSpec spec, IsolationLevel isolation) {
        return KafkaErrors.await(
                        admin.listOffsets(Map.of(partition, spec), new ListOffsetsOptions(isolation))
                                .partitionResult(partition),
                        deadline,
                        "Asking for the offsets of " + partition)
                .offset();
    }

    /**
     * Gives each record from {@code from} up to but not including {@code to} to {@code reader}, in order, until it
     * returns false. It ends only when the consumer's position has reached {@code to}: a transaction that hides records
     * for longer than the deadline is an error that names its producer, never an early end.
     */
    public void read(IsolationLevel isolation, long from, long to, Predicate<ConsumerRecord<byte[], byte[]>> reader) {
        if (from >= to) {
            return;
        }
        try (Consumer<byte[], byte[]> consumer = clients.consumer(isolation)) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, from);
            readTo(to, consumer, reader);
        } catch (KafkaException e) {
            throw KafkaErrors.translate(e, "Reading " + partition);
        }
    }

    private void readTo(long to, Consumer<byte[], byte[]> consumer, Predicate<ConsumerRecord<byte[], byte[]>> reader) {
        long progressed = System.nanoTime();
        long position = -1;
        while (consumer.position(partition, deadline) < to) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() >= to || !reader.test(record)) {
                    return;
                }
            }
            long now = consumer.position(partition, deadline);
            if (now > position) {
                position = now;
                progressed = System.nanoTime();
            } else if (System.nanoTime() - progressed > deadline.toNanos()) {
                throw held(position, to);
            }
        }
    }

    /** The error for readers that are held before {@code to}. */
    public WaybillException held(long at, long to) {
        return new WaybillException(
                ErrorCode.UNREACHABLE,
                "Readers of " + partition + " are held at offset " + at + " before " + to + " by " + openTransactions()
                        + ".",
                "Let that producer finish or abort (kafka-transactions.sh), then run the same command again.");
    }

    private String openTransactions() {
        try {
            List<ProducerState> open = KafkaErrors.await(
                            admin.describeProducers(List.of(partition)).partitionResult(partition),
                            deadline,
                            "Asking for the producers of " + partition)
                    .activeProducers()
                    .stream()
                    .filter(producer -> producer.currentTransactionStartOffset().isPresent())
                    .toList();
            return open.isEmpty()
                    ? "an unanswered read (no transaction is open)"
                    : open.stream().map(this::describe).collect(Collectors.joining(", "));
        } catch (WaybillException e) {
            return "an open transaction whose producer could not be asked for (" + e.getMessage() + ")";
        }
    }

    private String describe(ProducerState producer) {
        return "the open transaction of " + transactionalId(producer.producerId()) + " (producer id "
                + producer.producerId() + ", epoch " + producer.producerEpoch() + ", since offset "
                + producer.currentTransactionStartOffset().orElse(-1) + ")";
    }

    private String transactionalId(long producerId) {
        return KafkaErrors.await(admin.listTransactions().all(), deadline, "Listing transactions").stream()
                .filter(listing -> listing.producerId() == producerId)
                .map(listing -> "transactional id " + listing.transactionalId())
                .findFirst()
                .orElse("an unknown transactional id");
    }

    @Override
    public String toString() {
        return partition.toString();
    }
}
