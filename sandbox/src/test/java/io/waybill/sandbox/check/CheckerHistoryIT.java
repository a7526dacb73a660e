package io.waybill.sandbox.check;

import static io.waybill.sandbox.check.HandMadeJob.ROWS;
import static io.waybill.sandbox.check.HandMadeJob.byteOf;
import static io.waybill.sandbox.check.Property.P10;
import static io.waybill.sandbox.check.Property.P11;
import static io.waybill.sandbox.check.Property.P12;
import static io.waybill.sandbox.check.Property.P13;
import static io.waybill.sandbox.check.Property.P14;
import static io.waybill.sandbox.check.Property.P6;
import static io.waybill.sandbox.check.Property.P7;
import static io.waybill.sandbox.check.Property.P8;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.checkpoint.Checkpoint;
import io.waybill.checkpoint.CheckpointMirror;
import io.waybill.checkpoint.CheckpointMirror.MirroredJob;
import io.waybill.checkpoint.JobState;
import io.waybill.checkpoint.Proof;
import io.waybill.csv.Position;
import io.waybill.sandbox.check.Observations.MirrorSight;
import io.waybill.sandbox.check.Observations.Sight;
import io.waybill.sandbox.check.Outcome.Ending;
import io.waybill.sandbox.check.Violation.Place;
import io.waybill.source.StoredChecksum;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with checkpoints, receipt, mirror and outcome is found, while every row is right. */
@Timeout(120)
class CheckerHistoryIT {
    private static final Outcome STOPPED = Outcome.reached(Ending.STOPPED);

    @TempDir
    private Path folder;

    @Test
    void aCheckpointThatGoesBackIsNamed() {
        judge(job -> job.open().part(job.rows(1, ROWS), 1, 3).plant(job.last().at(back(), checksum(job))), STOPPED)
                .only(P8)
                .first(P8, new Place(100, byteOf(101), -1))
                .says("goes back");
    }

    @Test
    void anAttemptThatGoesBackIsNamed() {
        judge(
                        job -> job.open()
                                .open()
                                .part(job.rows(1, ROWS), 1, 3)
                                .commit(List.of(), 0, last -> last.ownedBy(1, 0)),
                        STOPPED)
                .only(P8, P10)
                .first(P10, new Place(300, byteOf(301), -1))
                .says("older owner");
    }

    @Test
    void aCheckpointThatWasSkippedIsNamed() {
        judge(HandMadeJob::skipping, STOPPED)
                .only(P8)
                .first(P8, new Place(500, byteOf(501), -1))
                .says("skipped or lost");
    }

    @Test
    void aHoleInATopicThatIsCompactedIsNotJudged() {
        try (HandMadeJob job = new HandMadeJob(folder, CheckpointMirror.NONE, Map.of("cleanup.policy", "compact"))) {
            CheckResult result = job.skipping().check(STOPPED, Observations.NONE);

            assertThat(result.violations()).isEmpty();
            assertThat(result.notCheckable()).hasSize(1).first().asString().contains("history compacted", "row 500");
        }
    }

    @Test
    void aForgedChainHeadIsNamed() {
        judge(
                        job -> job.open()
                                .part(job.rows(1, ROWS), 1, 4)
                                .commit(job.rows(401, 500), 100, HandMadeJob::forged),
                        STOPPED)
                .only(P8)
                .first(P8, new Place(500, byteOf(501), -1))
                .says("chain head");
    }

    @Test
    void aCheckpointInsideARowIsNamed() {
        judge(job -> job.open().commit(job.rows(1, 100), 100, HandMadeJob::shifted), STOPPED)
                .only(P8)
                .says("no end of that row");
    }

    @Test
    void rowsWithoutACheckpointAreNamed() {
        judge(job -> job.open().part(job.rows(1, ROWS), 1, 3).commitAlone(301, 310), STOPPED)
                .only(P6)
                .first(P6, new Place(-1, -1, 303));
    }

    @Test
    void aCheckpointWithoutItsRowsIsNamed() {
        judge(job -> job.open().part(job.rows(1, ROWS), 1, 3).commit(List.of(), 100, last -> last), STOPPED)
                .has(P7)
                .first(P7, new Place(400, byteOf(401), -1));
    }

    @Test
    void theRowsOfAStoppedJobAreThoseOfItsCheckpoint() {
        judge(job -> job.open().part(job.rows(1, ROWS), 1, 3), STOPPED).only();
    }

    @Test
    void aJobThatHadToFinishAndDidNotIsNamed() {
        judge(
                        job -> job.open().part(job.rows(1, ROWS), 1, 9),
                        new Outcome(Ending.VERIFIED, false, "exit 75 for ten minutes"))
                .has(P12)
                .says("exit 75 for ten minutes");
    }

    @Test
    void anAbortedRangeThatTheReceiptLeavesOutIsNamed() {
        judge(job -> {
                    job.open().part(job.rows(1, ROWS), 1, 5).abort(501, 560).part(job.rows(1, ROWS), 6, 10);
                    Proof right = job.proof();
                    job.verified(new Proof(ROWS, right.markers() + 60, 0, List.of()))
                            .receipt(job.last());
                })
                .only(P13)
                .first(P13, new Place(-1, -1, 505))
                .says("OffsetRange[start=505, end=565]");
    }

    @Test
    void aReceiptThatIsNotTheNewestCheckpointsIsNamed() {
        judge(job -> {
                    job.open().part(job.rows(1, ROWS), 1, 10);
                    job.receipt(job.last()).verified(job.proof());
                })
                .only(P8)
                .says("the receipt shows transaction 11");
    }

    @Test
    void aMirrorThatIsAheadIsNamed() {
        CheckpointMirror ahead = new FixedMirror(new MirroredJob(JobState.VERIFIED, 13, ROWS, 9003));
        try (HandMadeJob job = new HandMadeJob(folder, ahead, Subject.HISTORY_TOPIC)) {
            CheckResult result = job.load(job.rows(1, ROWS)).check();

            assertThat(result.violations()).extracting(Violation::property).containsExactly(P11);
            assertThat(result.describe()).contains("row 1000", "transaction 13", "transaction 12");
        }
    }

    @Test
    void aMirrorThatWasAheadForAMomentIsNamed() {
        MirrorSight early = new MirrorSight(JobState.RUNNING, 3, 200, 4);
        judge(job -> job.load(job.rows(1, ROWS)), observed(List.of(), List.of(early)))
                .only(P11)
                .first(P11, new Place(200, -1, 4));
    }

    @Test
    void aPartOfATransactionThatWasVisibleIsNamed() {
        Sight half = new Sight(50, 50, 0);
        judge(job -> job.load(job.rows(1, ROWS)), observed(List.of(half), List.of()))
                .has(P7)
                .first(P7, new Place(50, -1, 50));
    }

    @Test
    void aReaderThatSawOtherRecordsIsNamed() {
        Sight other = new Sight(101, 100, 42);
        judge(job -> job.load(job.rows(1, ROWS)), observed(List.of(other), List.of()))
                .only(P14)
                .first(P14, new Place(-1, -1, 101))
                .says("others");
    }

    @Test
    void whatHoldsUpTheReadersIsNamed() {
        String blocker = TestBroker.name("blocker");
        try (HandMadeJob job = new HandMadeJob(folder);
                KafkaProducer<byte[], byte[]> other = TestBroker.transactional(blocker)) {
            job.open().part(job.rows(1, ROWS), 1, 3);
            other.beginTransaction();
            TestBroker.send(other, job.record("open"));

            CheckResult result = job.check(STOPPED, Observations.NONE);

            other.abortTransaction();
            assertThat(result.violations()).extracting(Violation::property).containsExactly(P12);
            assertThat(result.describe()).contains(blocker, "held at offset 303");
        }
    }

    private static Position back() {
        return new Position(0, byteOf(101), 100, 0);
    }

    private static StoredChecksum checksum(HandMadeJob job) {
        return job.last().checksum();
    }

    private static Observations observed(List<Sight> sights, List<MirrorSight> mirrors) {
        return new Observations(sights, mirrors, List.of(), Duration.ZERO, List.of());
    }

    private Judged judge(Consumer<HandMadeJob> history) {
        return judge(history, Outcome.reached(Ending.VERIFIED));
    }

    private Judged judge(Consumer<HandMadeJob> history, Outcome outcome) {
        return judge(history, outcome, Observations.NONE);
    }

    private Judged judge(Consumer<HandMadeJob> history, Observations observations) {
        return judge(history, Outcome.reached(Ending.VERIFIED), observations);
    }

    private Judged judge(Consumer<HandMadeJob> history, Outcome outcome, Observations observations) {
        try (HandMadeJob job = new HandMadeJob(folder)) {
            history.accept(job);
            return new Judged(job.check(outcome, observations));
        }
    }

    private record Judged(CheckResult result) {
        Judged only(Property... properties) {
            assertThat(result.violations())
                    .as(result.describe())
                    .extracting(Violation::property)
                    .containsOnly(properties);
            return this;
        }

        Judged has(Property property) {
            assertThat(result.of(property)).as(result.describe()).isNotEmpty();
            return this;
        }

        /** The offset of a checkpoint, which depends on the test, is not compared where the place names a row. */
        Judged first(Property property, Place place) {
            Place found = result.of(property).get(0).place();
            assertThat(place.row() >= 0 && place.offset() < 0 ? new Place(found.row(), found.byteOffset(), -1) : found)
                    .isEqualTo(place);
            return this;
        }

        void says(String text) {
            assertThat(result.describe()).contains(text);
        }
    }

    private record FixedMirror(MirroredJob says) implements CheckpointMirror {
        @Override
        public Optional<MirroredJob> read(String job) {
            return Optional.of(says);
        }

        @Override
        public void write(Checkpoint checkpoint) {}

        @Override
        public void close() {}
    }
}
