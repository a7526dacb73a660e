package io.waybill.sandbox.check;

import io.waybill.checkpoint.CheckpointMirror;
import io.waybill.checkpoint.CheckpointMirror.MirroredJob;
import io.waybill.sandbox.check.Observations.MirrorSight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the mirror first and the end of the checkpoint topic second, so that a checkpoint that the mirror had before
 * Kafka is beyond that end. Runs on its own thread; the results are read after it has ended.
 */
final class MirrorWitness implements Runnable {
    private static final Duration QUESTION = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Subject subject;
    private final AtomicBoolean ended;
    private final List<MirrorSight> sights = new ArrayList<>();
    private final Set<String> troubles = new TreeSet<>();
    private final AtomicInteger seen = new AtomicInteger();
    private Optional<MirroredJob> last = Optional.empty();

    MirrorWitness(Subject subject, AtomicBoolean ended) {
        this.subject = subject;
        this.ended = ended;
    }

    @Override
    public void run() {
        while (!ended.get() && subject.mirror() != CheckpointMirror.NONE) {
            try (PartitionReader checkpoints = new PartitionReader(
                    subject.kafka(),
                    new TopicPartition(subject.places().checkpointTopic(), 0),
                    IsolationLevel.READ_UNCOMMITTED,
                    QUESTION)) {
                while (!ended.get()) {
                    look(checkpoints);
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            } catch (RuntimeException e) { // the thread's top frame: it goes on, whatever the fault
                troubles.add("mirror: " + e.getClass().getSimpleName());
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private void look(PartitionReader checkpoints) {
        Optional<MirroredJob> now = subject.mirror().read(subject.job());
        if (now.isPresent() && !now.equals(last)) {
            MirroredJob said = now.get();
            sights.add(new MirrorSight(said.state(), said.transaction(), said.rows(), checkpoints.end()));
            last = now;
            seen.incrementAndGet();
        }
    }

    /** While it runs. */
    int seen() {
        return seen.get();
    }

    List<MirrorSight> sights() {
        return sights;
    }

    Set<String> troubles() {
        return troubles;
    }
}
