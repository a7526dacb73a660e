package io.waybill.sandbox.check;

import io.waybill.sandbox.check.Observations.MirrorSight;
import io.waybill.sandbox.check.Observations.Sight;
import io.waybill.sandbox.check.Violation.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the newest checkpoint first and the rows second, over and over, and notes how many rows are visible at each last
 * stable offset. Runs on its own thread; the results are read after it has ended.
 */
final class RowWitness implements Runnable {
    private static final Duration QUESTION = Duration.ofSeconds(5);
    private static final Duration PACE = Duration.ofMillis(20);

    private final Subject subject;
    private final AtomicBoolean ended;
    private final NewestCheckpoint newest;
    private final Hashes hash = new Hashes();
    private final List<Sight> sights = new ArrayList<>();
    private final ViolationList violations = new ViolationList();
    private final Set<String> troubles = new TreeSet<>();
    private long next;
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong looks = new AtomicLong();
    private long digest;

    RowWitness(Subject subject, AtomicBoolean ended) {
        this.subject = subject;
        this.ended = ended;
        this.next = subject.places().from();
        this.newest = new NewestCheckpoint(subject.job(), subject.deadline(), violations);
    }

    @Override
    public void run() {
        boolean readable = true;
        while (readable && !ended.get()) {
            try (PartitionReader checkpoints =
                            open(subject.places().checkpointTopic(), 0, IsolationLevel.READ_COMMITTED);
                    PartitionReader rows = destination(IsolationLevel.READ_COMMITTED);
                    PartitionReader everything = destination(IsolationLevel.READ_UNCOMMITTED)) {
                checkpoints.seek(newest.next(checkpoints));
                rows.seek(Math.max(next, rows.begin()));
                while (!ended.get()) {
                    look(checkpoints, rows, everything);
                }
            } catch (OffsetOutOfRangeException e) { // truncation included
                violations.add(Property.P14, Place.at(next), "what a reader had read is gone: " + e.getMessage());
                readable = false;
            } catch (RuntimeException e) { // the thread's top frame: it goes on, whatever the fault
                troubles.add("rows: " + e.getClass().getSimpleName());
                LockSupport.parkNanos(PACE.toNanos());
            }
        }
    }

    private PartitionReader destination(IsolationLevel level) {
        return open(subject.places().topic(), subject.places().partition(), level);
    }

    private PartitionReader open(String topic, int partition, IsolationLevel level) {
        return new PartitionReader(subject.kafka(), new TopicPartition(topic, partition), level, QUESTION);
    }

    private void look(PartitionReader checkpoints, PartitionReader rows, PartitionReader everything) {
        checkpoints.poll(PACE).forEach(newest::see);
        newest.requireRecords(everything.end());
        long stable = rows.end();
        long begun = System.nanoTime();
        boolean noted = !isNew(stable);
        if (noted) {
            newest.requireVisible(count.get());
        }
        while (!noted && System.nanoTime() - begun < QUESTION.toNanos()) {
            for (ConsumerRecord<byte[], byte[]> record : rows.poll(PACE)) {
                noted = noted || noteAt(stable, record.offset());
                digest = Hashes.roll(digest, record.offset(), hash.of(record.value()));
                count.incrementAndGet();
            }
            next = rows.position();
            noted = noted || noteAt(stable, next);
        }
        looks.incrementAndGet();
    }

    /** A reader's end may fall back for a moment when a partition changes its leader; that says nothing. */
    private boolean isNew(long stable) {
        return stable
                > (sights.isEmpty()
                        ? subject.places().from()
                        : sights.get(sights.size() - 1).end());
    }

    /** Once the reader has come to a last stable offset and before it takes a record beyond. */
    private boolean noteAt(long stable, long offset) {
        if (offset < stable) {
            return false;
        }
        sights.add(new Sight(stable, count.get(), digest));
        newest.requireVisible(count.get());
        return true;
    }

    /** While it runs. */
    long looks() {
        return looks.get();
    }

    /** While it runs. */
    long count() {
        return count.get();
    }

    Observations observations(List<MirrorSight> mirrorSights, Set<String> moreTroubles) {
        troubles.addAll(moreTroubles);
        return new Observations(sights, mirrorSights, violations.toList(), newest.longestLag(), List.copyOf(troubles));
    }
}
