package io.waybill.sandbox.check;

import static io.waybill.sandbox.check.Property.P9;

import io.waybill.checkpoint.Checkpoint;
import io.waybill.checkpoint.CheckpointJson;
import io.waybill.sandbox.check.Violation.Place;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * P9, while the job runs. The records of a checkpoint must be in the partition when the checkpoint can be read. When they
 * can be read, too, is another matter: Kafka ends a committed transaction in one partition after the other, so a reader is
 * given until the deadline. For one thread.
 */
final class NewestCheckpoint {
    private final byte[] key;
    private final Duration patience;
    private final ViolationList violations;
    private @Nullable Checkpoint newest;
    private long next = -1;
    private long awaited;
    private long awaitedSince;
    private Duration longestLag = Duration.ZERO;

    NewestCheckpoint(String job, Duration patience, ViolationList violations) {
        this.key = job.getBytes(StandardCharsets.UTF_8);
        this.patience = patience;
        this.violations = violations;
    }

    /** Where to go on reading the checkpoint topic. */
    long next(PartitionReader checkpoints) {
        return Math.max(next, checkpoints.begin());
    }

    /** Takes the next record of the checkpoint topic. */
    void see(ConsumerRecord<byte[], byte[]> record) {
        next = record.offset() + 1;
        if (Arrays.equals(record.key(), key) && record.value() != null) {
            newest = CheckpointJson.read(record.value());
        }
    }

    /** @param end the destination's end, taken after the checkpoint was read */
    void requireRecords(long end) {
        Checkpoint checkpoint = newest;
        if (checkpoint != null && checkpoint.delivered().lastOffset() >= end) {
            violations.add(
                    P9, place(checkpoint, end), "the partition ends before the checkpoint's last record, at " + end);
            newest = null; // said once
        }
    }

    /** @param count rows visible, counted after the checkpoint was read */
    void requireVisible(long count) {
        Checkpoint checkpoint = newest;
        if (awaited > 0) {
            Duration lag = Duration.ofNanos(System.nanoTime() - awaitedSince);
            longestLag = lag.compareTo(longestLag) > 0 ? lag : longestLag;
            if (count >= awaited) {
                awaited = 0;
            } else if (checkpoint != null && lag.compareTo(patience) > 0) {
                violations.add(
                        P9,
                        place(checkpoint, -1),
                        count + " rows are visible " + lag + " after a checkpoint at " + awaited);
                awaited = 0;
                newest = null;
            }
        } else if (checkpoint != null && checkpoint.delivered().records() > count) {
            awaited = checkpoint.delivered().records();
            awaitedSince = System.nanoTime();
        }
    }

    private static Place place(Checkpoint checkpoint, long offset) {
        return new Place(checkpoint.position().rows(), checkpoint.position().byteOffset(), offset);
    }

    Duration longestLag() {
        return longestLag;
    }
}
