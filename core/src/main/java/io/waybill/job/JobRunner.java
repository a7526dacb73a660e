package io.waybill.job;

import io.waybill.CrashPoint;
import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.checkpoint.Checkpoint;
import io.waybill.checkpoint.CheckpointTopic;
import io.waybill.checkpoint.JobIdentity;
import io.waybill.checkpoint.JobState;
import io.waybill.checkpoint.Lease;
import io.waybill.checkpoint.MirrorUpdates;
import io.waybill.checkpoint.Mirroring;
import io.waybill.csv.BadRow;
import io.waybill.csv.Position;
import io.waybill.csv.RowReader;
import io.waybill.digest.SourceChecksum;
import io.waybill.kafka.PartitionLog;
import io.waybill.record.RecordEncoder;
import io.waybill.sink.SinkSettings;
import io.waybill.sink.TransactionalSink;
import io.waybill.source.SourceObject;
import io.waybill.source.StoredChecksum;
import io.waybill.verify.VerificationReport;
import io.waybill.verify.Verifier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * One pass from the claim to the receipt. Whatever goes wrong ends it; {@link Job} then decides whether to begin another
 * one, which trusts nothing but the checkpoint.
 */
final class JobRunner {
    /** What is bound before the first claim: the destination's facts, who the job is, its mirror and lease. */
    record Bound(Preflight.Facts facts, JobIdentity identity, Mirroring mirroring, MirrorUpdates updates) {}

    private final JobSpec spec;
    private final Connections connections;
    private final Bound bound;
    private final Admin admin;
    private final JobProgress progress;
    private final JobIdentity identity;
    private final Lease lease;
    private final CheckpointTopic checkpoints;

    JobRunner(JobSpec spec, Connections connections, Bound bound, Admin admin, JobProgress progress) {
        this.spec = spec;
        this.connections = connections;
        this.bound = bound;
        this.admin = admin;
        this.progress = progress;
        this.identity = bound.identity();
        this.lease = bound.mirroring().lease();
        this.checkpoints =
                new CheckpointTopic(connections.kafka(), spec.target().checkpointTopic(), spec.deadline());
    }

    Receipt run() {
        try (TransactionalSink sink = claim()) { // the lease, then initTransactions(): older attempts are fenced
            Checkpoint start = resume(sink); // only now read the truth, validate it, open this attempt
            Receipt loaded = start.state() == JobState.RUNNING ? load(sink, start) : new Receipt(start);
            return spec.verify() && loaded.state() == JobState.FINISHED ? verify(sink, loaded) : loaded;
        }
    }

    private TransactionalSink claim() {
        lease.acquire();
        CrashPoint.LEASE_TAKEN.pass();
        checkpoints.ensure(admin);
        CrashPoint.BEFORE_INIT.pass();
        return TransactionalSink.claim(
                new SinkSettings(
                        connections.kafka().settings(),
                        new JobId(identity.job()).transactionalId(),
                        bound.facts().transactionTimeout(),
                        bound.facts().maxMessageBytes()),
                checkpoints,
                spec.deadline());
    }

    private Checkpoint resume(TransactionalSink sink) {
        CrashPoint.AFTER_INIT.pass();
        requireLease(lease.isHeld());
        PartitionLog log = new PartitionLog(connections.kafka(), admin, topic(), spec.deadline());
        TailCheck tail = new TailCheck(spec.deadline(), connections.stop());
        Checkpoint truth = new Recovery(
                        checkpoints,
                        bound.mirroring().mirror(),
                        tail,
                        spec.target().append())
                .resume(admin, log, identity);
        lease.outrank(truth.leaseToken());
        requireNotFailed(truth);
        sink.continueFrom(truth);
        CrashPoint.CHECKPOINT_READ.pass();
        if (truth.state() != JobState.RUNNING) {
            bound.updates().offer(truth); // a mirror that was out of reach at the end
            return truth;
        }
        Checkpoint opened = write(sink, truth.ownedBy(progress.attemptAfter(truth), lease.token()));
        progress.opened(opened);
        return opened;
    }

    private TopicPartition topic() {
        return new TopicPartition(spec.target().topic(), spec.target().partition());
    }

    private Receipt load(TransactionalSink sink, Checkpoint start) {
        SourceChecksum checksum = SourceChecksum.resumedFrom(
                start.checksum().algorithm(), start.checksum().value());
        try (RowReader rows = RowReader.open(
                connections.source(), spec.content().dialect(), start.position(), checksum, spec.window())) {
            StageClock clock = new StageClock(rows, sink);
            RecordEncoder encoder =
                    clock.timing(RecordEncoder.forRows(spec.content().value(), topic(), rows));
            TransactionEstimate estimate =
                    new TransactionEstimate(start, connections.source().object().size());
            Checkpoint last = start;
            while (rows.next()) {
                append(sink, rows, encoder.encode(rows));
                if (connections.stop().isRequested()) {
                    CrashPoint.STOPPING.pass();
                    commit(sink, at(last, rows.position(), checksum));
                    throw connections.stop().stopped();
                }
                if (spec.commitPolicy().isDue(sink.openTransaction())) {
                    last = commit(sink, at(last, rows.position(), checksum));
                    estimate.warningAfter(last).ifPresent(progress::warning);
                }
            }
            CrashPoint.END_OF_ROWS.pass();
            Checkpoint finished = finish(sink, at(last, rows.position(), checksum));
            return new Receipt(finished, clock.report());
        }
    }

    /** A record too large for the topic is a bad row, and only here it is known which one. */
    private static void append(TransactionalSink sink, RowReader rows, ProducerRecord<byte[], byte[]> record) {
        try {
            sink.append(record);
        } catch (WaybillException e) {
            throw e.code() == ErrorCode.BAD_ROW
                    ? BadRow.current(rows, "cannot be sent: " + e.getMessage(), e.fix())
                    : e;
        }
    }

    private static Checkpoint at(Checkpoint last, Position position, SourceChecksum checksum) {
        return last.at(position, new StoredChecksum(checksum.algorithm(), checksum.getValue()));
    }

    /** The last rows and FINISHED in one transaction, once the bytes read are known to be the object's. */
    private Checkpoint finish(TransactionalSink sink, Checkpoint end) {
        String damage = damage(end);
        if (damage.isEmpty()) {
            Checkpoint finished = commit(sink, end.finished());
            CrashPoint.FINISHED.pass();
            return finished;
        }
        Checkpoint lastCommitted = sink.discard();
        throw corrupt(commit(sink, lastCommitted.failed(damage)));
    }

    /** How the bytes read differ from the object as the job's first attempt pinned it; empty when they do not. */
    private static String damage(Checkpoint end) {
        SourceObject pinned = end.identity().source();
        StoredChecksum stored = pinned.checksum();
        if (end.position().byteOffset() != pinned.size()) {
            return end.position().byteOffset() + " bytes were read, the object has " + pinned.size();
        }
        if (stored.algorithm() == StoredChecksum.Algorithm.NONE || stored.equals(end.checksum())) {
            return "";
        }
        return "the bytes read have the " + stored.algorithm() + " "
                + Long.toHexString(end.checksum().value()) + ", the store recorded " + Long.toHexString(stored.value());
    }

    private void requireNotFailed(Checkpoint truth) {
        if (truth.state() == JobState.FAILED) {
            throw corrupt(truth);
        }
    }

    private WaybillException corrupt(Checkpoint failed) {
        return new WaybillException(
                ErrorCode.SOURCE_CORRUPT,
                identity.source() + " arrived corrupt: " + failed.failure() + ". Its last transaction was aborted, but "
                        + failed.position().rows() + " rows were committed before it.",
                "Do not use these rows. Check the object, then load it into a new topic under another --job name.");
    }

    private Receipt verify(TransactionalSink sink, Receipt loaded) {
        Checkpoint finished = loaded.checkpoint();
        VerificationReport report = new Verifier(connections.kafka(), admin, connections.source(), spec.deadline())
                .verify(finished, progress::compared);
        report.requireNoDifference();
        return new Receipt(commit(sink, finished.verified(report.proof())), loaded.load());
    }

    private Checkpoint commit(TransactionalSink sink, Checkpoint next) {
        Checkpoint committed = write(sink, next);
        progress.committed(committed);
        return committed;
    }

    private Checkpoint write(TransactionalSink sink, Checkpoint next) {
        requireLease(!lease.isLost());
        Checkpoint committed = sink.commit(next);
        CrashPoint.COMMITTED.pass();
        bound.updates().offer(committed);
        return committed;
    }

    private void requireLease(boolean held) {
        if (!held) {
            throw Job.fenced(identity.job(), "its lease has a newer owner");
        }
    }
}
