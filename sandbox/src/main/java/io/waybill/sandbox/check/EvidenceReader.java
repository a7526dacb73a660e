package io.waybill.sandbox.check;

import io.waybill.sandbox.check.Observations.MirrorSight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Reads every trace of a job that has ended; the records pass by once and are not kept. For one thread. */
final class EvidenceReader {
    private final Subject subject;
    private final Observations observations;
    private final ViolationList violations;
    private final Brokers brokers;
    private final List<String> held = new ArrayList<>();

    EvidenceReader(Subject subject, Observations observations, ViolationList violations, Brokers brokers) {
        this.subject = subject;
        this.observations = observations;
        this.violations = violations;
        this.brokers = brokers;
    }

    Evidence read() {
        SourceRows rows = SourceRows.read(subject.source(), subject.content());
        History history = new History(
                subject.job(), brokers.compactsNothing(subject.places().checkpointTopic()));
        TopicPartition checkpoints = new TopicPartition(subject.places().checkpointTopic(), 0);
        long checkpointEnd =
                read(checkpoints, IsolationLevel.READ_COMMITTED, 0, record -> history.add(record, violations));
        VisibleRecords visible = visible(history);
        AbortedRecords aborted = new AbortedRecords(visible);
        read(
                destination(),
                IsolationLevel.READ_UNCOMMITTED,
                subject.places().from(),
                record -> aborted.see(record.offset()));
        return new Evidence(
                rows,
                history,
                visible,
                aborted.ranges(),
                aborted.count(),
                mirror(checkpointEnd),
                ReceiptFile.read(subject.receipt()).stream().toList(),
                held);
    }

    private VisibleRecords visible(History history) {
        VisibleRecords visible = new VisibleRecords();
        TransactionCheck transactions = new TransactionCheck(history.entries(), violations);
        SightCheck sights = new SightCheck(observations.sights(), history, violations);
        read(destination(), IsolationLevel.READ_COMMITTED, subject.places().from(), record -> {
            transactions.see(record);
            sights.see(record.offset(), visible.add(record));
        });
        transactions.end();
        sights.end();
        return visible;
    }

    private TopicPartition destination() {
        return new TopicPartition(subject.places().topic(), subject.places().partition());
    }

    private List<MirrorSight> mirror(long checkpointEnd) {
        return subject.mirror().read(subject.job()).stream()
                .map(mirrored ->
                        new MirrorSight(mirrored.state(), mirrored.transaction(), mirrored.rows(), checkpointEnd))
                .toList();
    }

    /** From an offset, or the first one that is left, to the end as a read_uncommitted reader sees it; that end. */
    private long read(
            TopicPartition partition,
            IsolationLevel level,
            long from,
            Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        long end;
        try (PartitionReader everything = open(partition, IsolationLevel.READ_UNCOMMITTED)) {
            end = everything.end();
        }
        try (PartitionReader records = open(partition, level)) {
            Optional<Long> stopped = records.read(Math.max(from, records.begin()), end, reader);
            stopped.ifPresent(at -> held.add("readers of " + partition + " are held at offset " + at + " before " + end
                    + " by " + brokers.openTransactions(partition)));
        }
        return end;
    }

    private PartitionReader open(TopicPartition partition, IsolationLevel level) {
        return new PartitionReader(subject.kafka(), partition, level, subject.deadline());
    }
}
