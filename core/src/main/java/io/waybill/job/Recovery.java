package io.waybill.job;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.checkpoint.Checkpoint;
import io.waybill.checkpoint.CheckpointMirror;
import io.waybill.checkpoint.CheckpointMirror.MirroredJob;
import io.waybill.checkpoint.CheckpointTopic;
import io.waybill.checkpoint.JobIdentity;
import io.waybill.checkpoint.JobState;
import io.waybill.digest.SourceChecksum;
import io.waybill.kafka.PartitionLog;
import io.waybill.source.StoredChecksum;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/**
 * Finds out where to go on: reads the truth, holds it against the job, the mirror and the topic, and stops with a
 * diagnosis where they disagree. Only meaningful after the claim, when no older attempt can commit any more.
 */
final class Recovery {
    private final CheckpointTopic checkpoints;
    private final CheckpointMirror mirror;
    private final TailCheck tail;
    private final boolean append;

    Recovery(CheckpointTopic checkpoints, CheckpointMirror mirror, TailCheck tail, boolean append) {
        this.checkpoints = checkpoints;
        this.mirror = mirror;
        this.tail = tail;
        this.append = append;
    }

    /** The checkpoint to go on from; transaction number 0 when the job has none yet. */
    Checkpoint resume(Admin admin, PartitionLog log, JobIdentity identity) {
        Optional<Checkpoint> truth = checkpoints.read(admin, identity.job());
        try {
            return validated(truth, log, identity);
        } catch (WaybillException disagreement) {
            requireNotFenced(truth, checkpoints.read(admin, identity.job()), identity.job());
            throw disagreement;
        }
    }

    private Checkpoint validated(Optional<Checkpoint> truth, PartitionLog log, JobIdentity identity) {
        Optional<MirroredJob> mirrored = mirror.read(identity.job());
        requireMirrorNotAhead(truth, mirrored, identity.job());
        if (truth.isEmpty()) {
            return begin(log, identity);
        }
        requireSameJob(truth.get().identity(), identity);
        if (truth.get().state() == JobState.RUNNING) {
            tail.check(log, truth.get());
        }
        return truth.get();
    }

    /** A newer owner's rows and mirror disagree with the checkpoint that was read before it came: that is nobody's fault. */
    private static void requireNotFenced(Optional<Checkpoint> read, Optional<Checkpoint> now, String job) {
        if (now.map(Checkpoint::transaction).orElse(0L)
                > read.map(Checkpoint::transaction).orElse(0L)) {
            throw Job.fenced("job " + job, "it went on while this one read where to begin");
        }
    }

    private Checkpoint begin(PartitionLog log, JobIdentity identity) {
        long start = append ? tail.settledEnd(log) : tail.requireEmpty(log);
        SourceChecksum empty =
                SourceChecksum.startingWith(identity.source().checksum().algorithm());
        return Checkpoint.none(identity, start, new StoredChecksum(empty.algorithm(), empty.getValue()));
    }

    private static void requireMirrorNotAhead(Optional<Checkpoint> truth, Optional<MirroredJob> mirrored, String job) {
        long committed = truth.map(Checkpoint::transaction).orElse(0L);
        if (mirrored.isPresent() && mirrored.get().transaction() > committed) {
            throw new WaybillException(
                    ErrorCode.CHECKPOINT_MISMATCH,
                    "The mirror knows transaction " + mirrored.get().transaction() + " (row "
                            + mirrored.get().rows() + ") of job " + job + ", the checkpoint topic only transaction "
                            + committed + ": Kafka lost checkpoints, or this is another cluster or checkpoint topic.",
                    "Check --bootstrap-server and --checkpoint-topic. If Kafka lost data, load into a new topic under a"
                            + " new --job name.");
        }
    }

    private static void requireSameJob(JobIdentity truth, JobIdentity now) {
        requireSame(
                "cluster", truth.destination().clusterId(), now.destination().clusterId());
        requireSame("topic", truth.destination().topic(), now.destination().topic());
        requireSame(
                "topic id (the topic was recreated)",
                truth.destination().topicId(),
                now.destination().topicId());
        requireSame(
                "partition", truth.destination().partition(), now.destination().partition());
        requireSame("location of the source", truth.source().uri(), now.source().uri());
        requireSame(
                "version of the source", truth.source().identity(), now.source().identity());
        requireSame("size of the source", truth.source().size(), now.source().size());
        requireSame(
                "content settings", truth.content().describe(), now.content().describe());
    }

    private static void requireSame(String what, Object checkpoint, Object now) {
        if (!checkpoint.equals(now)) {
            throw new WaybillException(
                    ErrorCode.CHECKPOINT_MISMATCH,
                    "The checkpoint belongs to another job: its " + what + " is " + checkpoint + ", now it is " + now
                            + ".",
                    "Give back what the job began with, or load under another --job name into a new topic.");
        }
    }
}
