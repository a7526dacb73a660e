package io.waybill.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.checkpoint.Checkpoint;
import io.waybill.checkpoint.CheckpointMirror;
import io.waybill.checkpoint.JobState;
import io.waybill.csv.CsvDialect;
import io.waybill.testing.Broker;
import io.waybill.testkit.CsvGenerator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When topic, checkpoint, mirror and job disagree, the job stops with a diagnosis and sends nothing. */
@Timeout(120)
class JobRefusalIT {
    private static final CsvGenerator ROWS = new CsvGenerator(4, 500);
    private static final int LOADED = 200;

    private final String topic = Broker.topic();
    private final String job = Broker.name("job");
    private final Path file;

    JobRefusalIT(@TempDir Path folder) {
        this.file = folder.resolve("rows.csv");
        ROWS.writeTo(file);
    }

    @Test
    void aPartitionWithRecordsOfOthersIsRefusedUnlessAppendIsGiven() {
        Broker.write(topic, "foreign");

        assertStops(job(), ErrorCode.DESTINATION_NOT_EMPTY).hasMessageContaining("offset 0");
        assertThat(Broker.values(topic)).containsExactly("foreign");

        Receipt receipt = job().append().run();
        Loaded.assertExplained(receipt, ROWS.rows());
        assertThat(receipt.checkpoint().delivered().startOffset()).isEqualTo(1);
        assertThat(receipt.endOffset()).isEqualTo(Broker.log(topic).end());
        assertThat(Broker.records(topic)).hasSize(501);
    }

    @Test
    void aPartitionWithAbortedRecordsOnlyIsEmpty() {
        try (KafkaProducer<byte[], byte[]> other = Broker.transactional(Broker.name("other"))) {
            other.beginTransaction();
            Broker.send(other, Broker.record(topic, "aborted"));
            other.abortTransaction();
        }

        Receipt receipt = job().run();

        Loaded.assertExplained(receipt, ROWS.rows());
        Loaded.assertRows(topic, ROWS);
        assertThat(receipt.checkpoint().delivered().startOffset()).isEqualTo(2);
    }

    @Test
    void twoFilesOneAfterTheOtherAreTwoJobs() {
        job().run();

        assertStops(TestJob.of(file, topic).named(Broker.name("second")), ErrorCode.DESTINATION_NOT_EMPTY);
        Receipt second =
                TestJob.of(file, topic).named(Broker.name("second")).append().run();

        Loaded.assertExplained(second, ROWS.rows());
        assertThat(Broker.records(topic)).hasSize(1000);
    }

    @Test
    void aTopicRecreatedAfterACrashIsNotTheJobsTopic() {
        crash();
        Broker.recreate(topic);

        assertStops(job(), ErrorCode.CHECKPOINT_MISMATCH).hasMessageContaining("recreated");
        assertThat(Broker.log(topic).end()).isZero();
    }

    @Test
    void aTopicRecreatedAfterTheJobFinishedDoesNotPassForDone() {
        job().run();
        Broker.recreate(topic);

        assertStops(job(), ErrorCode.CHECKPOINT_MISMATCH).hasMessageContaining("recreated");
    }

    @Test
    void aTopicRecreatedMidLoadStopsTheJob() {
        TestJob running = job().watchedBy(atRow(LOADED, () -> Broker.recreate(topic)));

        assertStops(running, ErrorCode.CHECKPOINT_MISMATCH);
        assertThat(Broker.values(topic)).isEmpty();
    }

    @Test
    void aForeignRecordAfterTheCheckpointStopsTheJob() {
        crash();
        Broker.write(topic, "foreign");

        assertStops(job(), ErrorCode.CHECKPOINT_MISMATCH).hasMessageContaining("another producer");
        assertThat(Broker.records(topic)).hasSize(LOADED + 1);
    }

    @Test
    void aForeignRecordBetweenTwoTransactionsIsFoundByTheVerification() {
        TestJob running = job().watchedBy(atRow(LOADED, () -> Broker.write(topic, "foreign")));

        assertStops(running, ErrorCode.VERIFICATION_DIFFERENCE).hasMessageContaining("foreign: row 201 at byte");
    }

    @Test
    void anAbortedForeignRecordAfterTheCheckpointHarmsNobody() {
        crash();
        try (KafkaProducer<byte[], byte[]> other = Broker.transactional(Broker.name("other"))) {
            other.beginTransaction();
            Broker.send(other, Broker.record(topic, "aborted"));
            other.abortTransaction();
        }

        Receipt receipt = job().run();

        Loaded.assertRows(topic, ROWS);
        Loaded.assertExplained(receipt, ROWS.rows());
        assertThat(receipt.checkpoint().proof().aborted()).isPositive();
    }

    @Test
    void aForeignOpenTransactionIsWaitedForAndNamed() {
        crash();
        String blocker = Broker.name("blocker");
        try (KafkaProducer<byte[], byte[]> other = Broker.transactional(blocker)) {
            other.beginTransaction();
            Broker.send(other, Broker.record(topic, "open"));

            assertStops(job().within(Duration.ofSeconds(3)), ErrorCode.UNREACHABLE)
                    .hasMessageContaining(blocker);

            other.abortTransaction();
        }
        Loaded.assertExplained(job().run(), ROWS.rows());
        Loaded.assertRows(topic, ROWS);
    }

    @Test
    void deletedRecordsStopTheJob() {
        crash();
        delete(Broker.log(topic).end());

        assertStops(job(), ErrorCode.CHECKPOINT_MISMATCH).hasMessageContaining("deleted or have expired");
        assertThat(Broker.records(topic)).isEmpty();
    }

    @Test
    void recordsDeletedBeforeTheVerificationAreNamed() {
        job().unverified().run();
        delete(3);

        assertStops(job(), ErrorCode.VERIFICATION_DIFFERENCE)
                .hasMessageContainingAll("missing: row 1 ", "missing: row 2 ", "missing: row 3 ");
    }

    private void delete(long before) {
        Broker.answer(Broker.admin()
                .deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(before)))
                .all());
    }

    @Test
    void otherContentSettingsUnderTheSameNameAreAnotherJob() {
        crash();

        assertStops(job().raw(), ErrorCode.CHECKPOINT_MISMATCH)
                .hasMessageContainingAll("content settings", "value=JSON", "value=RAW");
        CsvDialect semicolons =
                new CsvDialect((byte) ';', (byte) '"', true, CsvDialect.RowEnd.LF, CsvDialect.Quotes.STRICT, 1 << 20);
        assertStops(job().dialect(semicolons), ErrorCode.CHECKPOINT_MISMATCH)
                .hasMessageContainingAll("delimiter=,", "delimiter=;");
        assertThat(Broker.records(topic)).hasSize(LOADED);
    }

    @Test
    void otherCommitSettingsUnderTheSameNameAreTheSameJob() {
        crash();

        Receipt receipt = job().commits(CommitPolicy.DEFAULT).run();

        Loaded.assertRows(topic, ROWS);
        Loaded.assertExplained(receipt, ROWS.rows());
    }

    @Test
    void aReplacedFileUnderTheSameNameIsAnotherJob() {
        crash();
        new CsvGenerator(5, 600).writeTo(file);

        assertStops(job(), ErrorCode.CHECKPOINT_MISMATCH).hasMessageContaining("version of the source");
        assertThat(Broker.records(topic)).hasSize(LOADED);
    }

    @Test
    void anotherTopicUnderTheSameNameIsAnotherJob() {
        crash();
        String other = Broker.topic();

        assertStops(TestJob.of(file, other).named(job), ErrorCode.CHECKPOINT_MISMATCH)
                .hasMessageContainingAll(topic, other);
        assertThat(Broker.log(other).end()).isZero();
    }

    @Test
    void aMirrorThatKnowsMoreThanKafkaStopsTheJob() {
        CheckpointMirror ahead = mirror(99);

        assertStops(job().mirroredIn(ahead), ErrorCode.CHECKPOINT_MISMATCH)
                .hasMessageContainingAll("mirror knows transaction 99", "only transaction 0");
        assertThat(Broker.log(topic).end()).isZero();

        crash();
        assertStops(job().mirroredIn(ahead), ErrorCode.CHECKPOINT_MISMATCH).hasMessageContaining("only transaction 3");
    }

    @Test
    void aMirrorThatLagsBehindKafkaDecidesNothing() {
        crash();

        Loaded.assertExplained(job().mirroredIn(mirror(1)).run(), ROWS.rows());
        Loaded.assertRows(topic, ROWS);
    }

    @Test
    void anAttemptFencedWhileItStartsDoesNotTakeTheNewOwnersRowsForForeign() {
        CheckpointMirror overtaken = mirror(() -> {
            job().run(); // a newer attempt, between this one's reading of the checkpoint and of the topic
            return Optional.empty();
        });

        assertStops(job().mirroredIn(overtaken), ErrorCode.FENCED);

        Loaded.assertRows(topic, ROWS);
    }

    private static CheckpointMirror mirror(long transaction) {
        return mirror(() -> Optional.of(new CheckpointMirror.MirroredJob(JobState.RUNNING, transaction, 0, 0)));
    }

    private static CheckpointMirror mirror(Supplier<Optional<CheckpointMirror.MirroredJob>> content) {
        return new CheckpointMirror() {
            @Override
            public Optional<MirroredJob> read(String name) {
                return content.get();
            }

            @Override
            public void write(Checkpoint checkpoint) {}

            @Override
            public void close() {}
        };
    }

    @Test
    void aMissingTopicOrPartitionIsNamed() {
        String missing = Broker.name("missing");

        assertStops(TestJob.of(file, missing), ErrorCode.TOPIC_NOT_FOUND).hasMessageContaining(missing);
        assertStops(job().partition(1), ErrorCode.TOPIC_NOT_FOUND).hasMessageContaining("no partition 1");
    }

    @Test
    void aCompactedTopicIsRefused() {
        String compacted = Broker.topic(Map.of("cleanup.policy", "compact"));

        assertStops(TestJob.of(file, compacted), ErrorCode.SETTING_REFUSED).hasMessageContaining("compacted");
        assertThat(Broker.log(compacted).end()).isZero();
    }

    @Test
    void anUnusableCheckpointTopicIsRefused() {
        String deleting = Broker.topic();

        assertStops(job().checkpointsIn(deleting), ErrorCode.SETTING_REFUSED).hasMessageContaining(deleting);
    }

    private TestJob job() {
        return TestJob.of(file, topic).named(job);
    }

    /** Leaves the job after {@link #LOADED} committed rows. */
    private void crash() {
        assertThatThrownBy(
                        () -> job().watchedBy(new CrashAfter(1 + LOADED / 100)).run())
                .isInstanceOf(CrashAfter.Crash.class);
    }

    private static Progress atRow(long rows, Runnable action) {
        return new Progress() {
            @Override
            public void committed(Checkpoint checkpoint) {
                if (checkpoint.position().rows() == rows && checkpoint.state() == JobState.RUNNING) {
                    action.run();
                }
            }
        };
    }

    private static AbstractThrowableAssert<?, ?> assertStops(TestJob job, ErrorCode code) {
        return assertThatThrownBy(job::run).isInstanceOfSatisfying(WaybillException.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }
}
