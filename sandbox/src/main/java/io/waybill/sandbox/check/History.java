package io.waybill.sandbox.check;

import io.waybill.WaybillException;
import io.waybill.checkpoint.Checkpoint;
import io.waybill.checkpoint.CheckpointJson;
import io.waybill.checkpoint.Delivered;
import io.waybill.checkpoint.JobState;
import io.waybill.csv.Position;
import io.waybill.sandbox.check.Violation.Place;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Every checkpoint of one job that a read_committed reader sees, in the order of the topic. For one thread. */
final class History {
    /**
     * A checkpoint and its Kafka offset in the checkpoint topic.
     *
     * @param gap whether checkpoints before it are not there any more
     */
    record Entry(long offset, Checkpoint checkpoint, boolean gap) {
        long transaction() {
            return checkpoint.transaction();
        }

        long rows() {
            return checkpoint.position().rows();
        }

        Position position() {
            return checkpoint.position();
        }

        Delivered delivered() {
            return checkpoint.delivered();
        }

        /** For a sentence. */
        String name() {
            return "the checkpoint of transaction " + transaction() + " (attempt " + checkpoint.attempt() + ", row "
                    + rows() + ")";
        }

        /** Where it says that the rows end, and itself. */
        Place place() {
            return new Place(rows(), position().byteOffset(), offset);
        }
    }

    private final byte[] key;
    private final boolean nothingCompacted;
    private final List<Entry> entries = new ArrayList<>();

    /** @param nothingCompacted whether the topic keeps everything, so that a missing number was never committed */
    History(String job, boolean nothingCompacted) {
        this.key = job.getBytes(StandardCharsets.UTF_8);
        this.nothingCompacted = nothingCompacted;
    }

    /** Takes a record of the checkpoint topic, other jobs' included. */
    void add(ConsumerRecord<byte[], byte[]> record, ViolationList violations) {
        if (!Arrays.equals(record.key(), key)) {
            return;
        }
        if (record.value() == null) {
            violations.add(Property.P8, Place.at(record.offset()), "the job's checkpoints were deleted here");
            return;
        }
        try {
            add(record.offset(), CheckpointJson.read(record.value()));
        } catch (WaybillException e) {
            violations.add(Property.P8, Place.at(record.offset()), "this is no checkpoint: " + e.getMessage());
        }
    }

    /** The identity, which hardly ever differs, is kept once. */
    private void add(long offset, Checkpoint read) {
        Checkpoint before = entries.isEmpty() ? read : newest();
        Checkpoint kept = read.identity().equals(before.identity())
                ? new Checkpoint(
                        before.identity(),
                        read.state(),
                        read.transaction(),
                        read.attempt(),
                        read.leaseToken(),
                        read.position(),
                        read.checksum(),
                        read.delivered(),
                        read.proof(),
                        read.failure(),
                        read.time())
                : read;
        long last = entries.isEmpty() ? 0 : before.transaction();
        entries.add(new Entry(offset, kept, !nothingCompacted && kept.transaction() > last + 1));
    }

    List<Entry> entries() {
        return entries;
    }

    private Checkpoint newest() {
        return entries.get(entries.size() - 1).checkpoint();
    }

    /** The last one, if there is any. */
    Optional<Checkpoint> last() {
        return entries.isEmpty() ? Optional.empty() : Optional.of(newest());
    }

    /** Rows that the last checkpoint vouches for. */
    long rows() {
        return last().map(checkpoint -> checkpoint.position().rows()).orElse(0L);
    }

    /** The state that the job has come to. */
    JobState state() {
        return last().map(Checkpoint::state).orElse(JobState.RUNNING);
    }

    /** Why not everything can be judged, one reason per hole. */
    List<String> holes() {
        return entries.stream()
                .filter(Entry::gap)
                .map(entry -> "history compacted: nothing is left right before " + entry.name())
                .toList();
    }
}
