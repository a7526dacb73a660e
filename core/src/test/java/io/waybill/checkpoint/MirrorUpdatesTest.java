package io.waybill.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.testing.Checkpoints;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class MirrorUpdatesTest {
    private final Checkpoint start = Checkpoints.none("job", "topic");

    @Test
    void latestOfThoseThatWaitWins() {
        GatedMirror mirror = new GatedMirror();
        try (MirrorUpdates updates = new MirrorUpdates(mirror)) {
            updates.offer(at(1));
            await().until(() -> mirror.writing.get() == 1);
            updates.offer(at(2));
            updates.offer(at(3));
            updates.offer(at(4));
            mirror.gate.countDown();
        }

        assertThat(mirror.rows).containsExactly(1L, 4L);
    }

    @Test
    void closeWaitsForTheLastUpdate() {
        GatedMirror mirror = new GatedMirror();
        MirrorUpdates updates = new MirrorUpdates(mirror);
        updates.offer(at(1));
        await().until(() -> mirror.writing.get() == 1);
        updates.offer(at(2));
        Thread closer = new Thread(updates::close, "closer");
        closer.start();
        await().until(() -> closer.getState() == Thread.State.TIMED_WAITING);

        mirror.gate.countDown();

        await().until(() -> !closer.isAlive());
        assertThat(mirror.rows).containsExactly(1L, 2L);
    }

    @Test
    void aFailedUpdateMakesItStaleAndIsTriedAgain() {
        FailingMirror mirror =
                new FailingMirror(new WaybillException(ErrorCode.UNREACHABLE, "The mirror is down.", "Wait."));
        try (MirrorUpdates updates = new MirrorUpdates(mirror)) {
            updates.offer(at(1));
            await().until(updates::isStale);

            mirror.up = true;

            await().until(() -> !updates.isStale());
            assertThat(mirror.rows).containsExactly(1L);
        }
    }

    @Test
    void aNewerCheckpointReplacesTheOneThatFailed() {
        FailingMirror mirror =
                new FailingMirror(new WaybillException(ErrorCode.UNREACHABLE, "The mirror is down.", "Wait."));
        try (MirrorUpdates updates = new MirrorUpdates(mirror)) {
            updates.offer(at(1));
            await().until(updates::isStale);
            mirror.up = true;
            updates.offer(at(2));
            await().until(() -> !updates.isStale());
        }

        assertThat(mirror.rows).endsWith(2L);
    }

    @Test
    void anUnexpectedFailureDoesNotEndTheUpdates() {
        FailingMirror mirror = new FailingMirror(new IllegalStateException("a defect of the mirror"));
        try (MirrorUpdates updates = new MirrorUpdates(mirror)) {
            updates.offer(at(1));
            await().until(updates::isStale);
            mirror.up = true;
            await().until(() -> !updates.isStale());
        }

        assertThat(mirror.rows).containsExactly(1L);
    }

    private Checkpoint at(long rows) {
        return Checkpoints.at(start, rows);
    }

    private abstract static class FakeMirror implements CheckpointMirror {
        final List<Long> rows = new CopyOnWriteArrayList<>();

        @Override
        public Optional<MirroredJob> read(String job) {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }

    /** Writes nothing until the gate opens. */
    private static final class GatedMirror extends FakeMirror {
        final CountDownLatch gate = new CountDownLatch(1);
        final AtomicInteger writing = new AtomicInteger();

        @Override
        public void write(Checkpoint checkpoint) {
            writing.incrementAndGet();
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new WaybillException(ErrorCode.INTERRUPTED, "interrupted", "", e);
            }
            rows.add(checkpoint.position().rows());
        }
    }

    /** Fails until it is up. */
    private static final class FailingMirror extends FakeMirror {
        private final RuntimeException failure;
        volatile boolean up;

        FailingMirror(RuntimeException failure) {
            this.failure = failure;
        }

        @Override
        public void write(Checkpoint checkpoint) {
            if (!up) {
                throw failure;
            }
            rows.add(checkpoint.position().rows());
        }
    }
}
