package io.waybill.verify;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.checkpoint.Checkpoint;
import io.waybill.checkpoint.Destination;
import io.waybill.checkpoint.JobState;
import io.waybill.kafka.KafkaClients;
import io.waybill.kafka.PartitionLog;
import io.waybill.kafka.Topics;
import io.waybill.source.ObjectReader;
import io.waybill.source.ReadWindow;
import io.waybill.verify.Difference.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads both sides again, each with a reader of its own, and compares every row with its record: count, order, content;
 * recomputes the digest chain and accounts for every offset. It writes nothing and trusts nothing that the loader
 * computed but the identity of the job, its range of offsets, and where a transaction ended without a marker.
 */
public final class Verifier {
    private static final long REPORT_EVERY = 1 << 14;

    private final KafkaClients kafka;
    private final Admin admin;
    private final ObjectReader source;
    private final Duration deadline;

    /** @param deadline how long one question to Kafka may go without an answer */
    public Verifier(KafkaClients kafka, Admin admin, ObjectReader source, Duration deadline) {
        this.kafka = kafka;
        this.admin = admin;
        this.source = source;
        this.deadline = deadline;
    }

    /**
     * Verifies a finished job.
     *
     * @param progress told the number of rows compared, now and then; may throw to stop
     * @throws WaybillException CHECKPOINT_MISMATCH when the job is not finished or the topic is another one,
     *     SOURCE_CHANGED, UNREACHABLE; differences are the report's business
     */
    public VerificationReport verify(Checkpoint job, LongConsumer progress) {
        requireFinished(job);
        requireSameSource(job);
        requireSameTopic(job.identity().destination());
        Destination destination = job.identity().destination();
        PartitionLog log = new PartitionLog(
                kafka, admin, new TopicPartition(destination.topic(), destination.partition()), deadline);
        Findings findings = new Findings();
        return compare(job, log, findings, progress);
    }

    private VerificationReport compare(Checkpoint job, PartitionLog log, Findings findings, LongConsumer progress) {
        TopicTally tally = new TopicTally(job.delivered());
        long from = Math.max(job.delivered().startOffset(), log.begin()); // deleted records are missing rows
        try (ExpectedRows expected = expectedRows(job)) {
            Comparison comparison = new Comparison(expected, findings);
            long to = Math.min(job.delivered().tail(), log.end()); // before the tail where Kafka lost records
            try (CommittedRecords records = new CommittedRecords(log, from, to)) {
                compareEach(records, tally, comparison, progress);
            }
            comparison.end();
            List<Difference> differences = named(job, findings, tally.chainHead());
            return new VerificationReport(
                    job.job(),
                    tally.records(),
                    differences,
                    !findings.areFull(),
                    tally.explain(log, comparison.compared()));
        }
    }

    private static void compareEach(
            CommittedRecords records, TopicTally tally, Comparison comparison, LongConsumer progress) {
        boolean goesOn = true;
        while (goesOn && records.next()) {
            ConsumerRecord<byte[], byte[]> record = records.current();
            tally.add(record);
            if (tally.records() % REPORT_EVERY == 0) {
                progress.accept(tally.records());
            }
            goesOn = comparison.accept(ActualRecord.of(record));
        }
    }

    private List<Difference> named(Checkpoint job, Findings findings, String chain) {
        if (!findings.areEmpty()) {
            try (ExpectedRows again = expectedRows(job)) {
                return findings.resolve(again);
            }
        }
        List<Difference> differences = new ArrayList<>();
        if (!chain.equals(job.delivered().chain())) {
            differences.add(new Difference(
                    Kind.DIGEST, job.position().rows(), -1, job.delivered().lastOffset()));
        }
        return differences;
    }

    private ExpectedRows expectedRows(Checkpoint job) {
        return new ExpectedRows(source, job.identity().content(), ReadWindow.DEFAULT);
    }

    private static void requireFinished(Checkpoint job) {
        if (job.state() != JobState.FINISHED && job.state() != JobState.VERIFIED) {
            throw new WaybillException(
                    ErrorCode.CHECKPOINT_MISMATCH,
                    "Job " + job.job() + " is " + job.state() + " at row "
                            + job.position().rows() + "; only a finished job can be verified.",
                    "Run its load again until it is finished.");
        }
    }

    private void requireSameSource(Checkpoint job) {
        String loaded = job.identity().source().identity();
        if (!source.object().identity().equals(loaded)) {
            throw new WaybillException(
                    ErrorCode.SOURCE_CHANGED,
                    "The job loaded " + loaded + ", but the source now is "
                            + source.object().identity() + ".",
                    "Verify against the version that was loaded; without versions in the bucket it is gone.");
        }
    }

    private void requireSameTopic(Destination loaded) {
        Topics topics = new Topics(admin, deadline);
        String now = topics.describe(loaded.topic())
                .map(topic -> topic.topicId().toString())
                .orElse("none");
        if (!now.equals(loaded.topicId())) {
            throw new WaybillException(
                    ErrorCode.CHECKPOINT_MISMATCH,
                    "Topic " + loaded.topic() + " has id " + now + "; the job wrote to the one with id "
                            + loaded.topicId() + ": it was deleted or recreated.",
                    "The records are gone. Load into a new topic under another --job name.");
        }
    }
}
