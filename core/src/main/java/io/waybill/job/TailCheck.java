package io.waybill.job;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.checkpoint.Checkpoint;
import io.waybill.checkpoint.Delivered;
import io.waybill.digest.RecordDigest;
import io.waybill.kafka.PartitionLog;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.IsolationLevel;

/** Holds the end of the destination against the checkpoint: nothing lost, nothing foreign, nothing undecided. */
final class TailCheck {
    private final Duration deadline;
    private final StopRequest stop;

    /** @param deadline how long another producer's open transaction is waited for */
    TailCheck(Duration deadline, StopRequest stop) {
        this.deadline = deadline;
        this.stop = stop;
    }

    /**
     * For a job with a checkpoint: its last record is where and what the checkpoint says, and nothing committed follows.
     *
     * @throws WaybillException CHECKPOINT_MISMATCH, or UNREACHABLE while another producer holds up the readers
     */
    void check(PartitionLog log, Checkpoint checkpoint) {
        Delivered delivered = checkpoint.delivered();
        long end = log.end();
        if (end < delivered.tail()) {
            throw mismatch(log + " ends at offset " + end + ": Kafka lost offsets " + end + " to "
                    + (delivered.tail() - 1) + " of this job, of which row "
                    + checkpoint.position().rows() + " was the last.");
        }
        if (delivered.lastOffset() >= 0) {
            requireLastRecord(log, delivered);
        }
        long settled = settledEnd(log);
        log.read(IsolationLevel.READ_COMMITTED, Math.max(delivered.tail(), log.begin()), settled, record -> {
            throw mismatch(log + " has a committed record at offset " + record.offset()
                    + ", after the last one of this job (offset " + (delivered.tail() - 1)
                    + "): another producer writes to it, or Kafka lost a newer checkpoint of the job.");
        });
    }

    private static void requireLastRecord(PartitionLog log, Delivered delivered) {
        long last = delivered.lastOffset();
        if (log.begin() > last) {
            throw mismatch(log + " begins at offset " + log.begin() + ": the job's records up to offset " + last
                    + " were deleted or have expired.");
        }
        AtomicBoolean found = new AtomicBoolean();
        // read_uncommitted, since a foreign open transaction before it would hide it; the checkpoint proves it
        // committed
        log.read(IsolationLevel.READ_UNCOMMITTED, last, last + 1, record -> {
            found.set(RecordDigest.of(record.key(), record.value()).equals(delivered.lastDigest()));
            return false;
        });
        if (!found.get()) {
            throw mismatch(
                    "The record at offset " + last + " of " + log + " is not the one that the checkpoint vouches for.");
        }
    }

    /** The end of the partition once no transaction is open in it; waits for that. */
    long settledEnd(PartitionLog log) {
        long start = System.nanoTime();
        long end = log.end();
        long stable = log.stableEnd();
        while (stable < end) {
            if (System.nanoTime() - start > deadline.toNanos()) {
                throw log.held(stable, end);
            }
            stop.pause(Duration.ofMillis(50));
            stop.throwIfRequested();
            stable = log.stableEnd();
        }
        return end;
    }

    /**
     * For a job without a checkpoint: no committed record is there.
     *
     * @return the end, where the job's records will begin
     */
    long requireEmpty(PartitionLog log) {
        long end = settledEnd(log);
        log.read(IsolationLevel.READ_COMMITTED, log.begin(), end, record -> {
            throw new WaybillException(
                    ErrorCode.DESTINATION_NOT_EMPTY,
                    log + " already holds records (the first at offset " + record.offset()
                            + "), and this job has no checkpoint: they are of another job, or the object was replaced.",
                    "Load into an empty topic, name the job that wrote them with --job, or add --append to write after"
                            + " them.");
        });
        return end;
    }

    private static WaybillException mismatch(String what) {
        return new WaybillException(
                ErrorCode.CHECKPOINT_MISMATCH,
                what,
                "Nothing was sent. Find out what happened to the topic; then load into a new one under another --job"
                        + " name.");
    }
}
