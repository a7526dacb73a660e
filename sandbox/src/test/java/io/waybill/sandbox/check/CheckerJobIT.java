package io.waybill.sandbox.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waybill.ErrorCode;
import io.waybill.ValueFormat;
import io.waybill.WaybillException;
import io.waybill.checkpoint.Checkpoint;
import io.waybill.checkpoint.CheckpointMirror;
import io.waybill.checkpoint.ContentSettings;
import io.waybill.checkpoint.JobState;
import io.waybill.checkpoint.Lease;
import io.waybill.checkpoint.Mirroring;
import io.waybill.csv.CsvDialect;
import io.waybill.job.CommitPolicy;
import io.waybill.job.Connections;
import io.waybill.job.Job;
import io.waybill.job.JobSpec;
import io.waybill.job.Progress;
import io.waybill.job.Receipt;
import io.waybill.job.StopRequest;
import io.waybill.kafka.KafkaClients;
import io.waybill.sandbox.check.Outcome.Ending;
import io.waybill.sandbox.check.Subject.Places;
import io.waybill.source.ByteRange;
import io.waybill.source.FileObjectReader;
import io.waybill.source.ObjectReader;
import io.waybill.source.ReadWindow;
import io.waybill.source.SourceObject;
import io.waybill.testkit.CsvGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Jobs of the real engine, whose attempts break off inside a transaction, watched by a witness from the first moment. */
@Timeout(120)
class CheckerJobIT {
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final CsvGenerator CSV = new CsvGenerator(7, 1000);

    private final String job = TestBroker.name("job");
    private final Places places = new Places(TestBroker.topic(Map.of()), 0, 0, TestBroker.topic(Subject.HISTORY_TOPIC));
    private final MemoryMirror mirror = new MemoryMirror();
    private Path receipt;
    private FileObjectReader source;

    @BeforeEach
    void begin(@TempDir Path folder) {
        Path file = folder.resolve("rows.csv");
        CSV.writeTo(file);
        source = FileObjectReader.open(file);
        receipt = folder.resolve("receipt.json");
    }

    @Test
    void aJobThatBrokeOffAgainAndAgainHasNoViolation() throws IOException, InterruptedException {
        CheckResult result = judgeCrashingJob(ValueFormat.JSON);

        assertThat(result.describe()).isEmpty();
        assertThat(result.rowsVisible()).isEqualTo(CSV.rows());
        assertThat(result.rowsAborted()).isPositive();
        assertThat(result.attempts()).isEqualTo(4);
    }

    @Test
    void aRawJobThatBrokeOffAgainAndAgainHasNoViolation() throws IOException, InterruptedException {
        CheckResult result = judgeCrashingJob(ValueFormat.RAW);

        assertThat(result.describe()).isEmpty();
        assertThat(result.rowsVisible()).isEqualTo(CSV.rows());
    }

    @Test
    void theCheckerExpectsOtherValuesOfAnotherFormat() throws IOException, InterruptedException {
        load(ValueFormat.RAW, source);

        CheckResult result =
                Checker.check(subject(ValueFormat.JSON), Outcome.reached(Ending.VERIFIED), Observations.NONE);

        assertThat(result.of(Property.P5)).hasSize(1000);
    }

    @Test
    void aWitnessSeesAPartOfATransaction() throws InterruptedException {
        Witness witness = Witness.start(subject(ValueFormat.JSON));
        try (KafkaProducer<byte[], byte[]> other = TestBroker.producer()) {
            for (int i = 0; i < 50; i++) {
                TestBroker.send(other, new ProducerRecord<>(places.topic(), 0, null, new byte[1]));
            }
        }
        await().until(() -> witness.rowsSeen() == 50 && witness.looks() > 1);

        CheckResult result = Checker.check(subject(ValueFormat.JSON), Outcome.reached(Ending.STOPPED), witness.end());

        assertThat(result.of(Property.P7)).isNotEmpty();
        assertThat(result.of(Property.P14)).isEmpty();
    }

    @Test
    void aWitnessSeesACheckpointBeforeItsRows(@TempDir Path folder) throws InterruptedException {
        try (HandMadeJob early = new HandMadeJob(folder)) {
            Witness witness = Witness.start(early.subject());
            early.open().commit(List.of(), 100, HandMadeJob::promising);
            long looks = witness.looks();
            await().until(() -> witness.looks() > looks + 2);

            CheckResult result = early.check(Outcome.reached(Ending.STOPPED), witness.end());

            assertThat(result.of(Property.P9)).hasSize(1);
            assertThat(result.of(Property.P9).get(0).place().row()).isEqualTo(100);
        }
    }

    @Test
    void aWitnessSeesAMirrorThatIsAhead(@TempDir Path folder) throws InterruptedException {
        try (HandMadeJob slow = new HandMadeJob(folder, mirror, Subject.HISTORY_TOPIC)) {
            slow.open().part(slow.rows(1, 1000), 1, 1);
            Checkpoint before = slow.last();
            Witness witness = Witness.start(slow.subject());
            mirror.write(before.committedWith(before.delivered(), 3, before.time()));
            await().until(() -> witness.mirrorsSeen() > 0);
            slow.part(slow.rows(1, 1000), 2, 2);
            mirror.write(slow.last());

            CheckResult result = slow.check(Outcome.reached(Ending.STOPPED), witness.end());

            assertThat(result.violations()).extracting(Violation::property).containsExactly(Property.P11);
        }
    }

    private CheckResult judgeCrashingJob(ValueFormat format) throws IOException, InterruptedException {
        Witness witness = Witness.start(subject(format));
        for (int row : List.of(200, 480, 760)) { // 60 rows into a transaction of 70
            long cut = source.object().size() * row / CSV.rows();
            assertThat(brokenOff(format, new CutObject(source, cut, places.topic())))
                    .isTrue();
        }
        load(format, source);
        await().until(() -> witness.rowsSeen() == CSV.rows());
        Observations observations = witness.end();
        assertThat(observations.sights()).isNotEmpty();
        assertThat(observations.mirrorSights()).isNotEmpty();
        return Checker.check(subject(format), Outcome.reached(Ending.VERIFIED), observations);
    }

    private boolean brokenOff(ValueFormat format, ObjectReader cut) throws IOException {
        try {
            load(format, cut);
            return false;
        } catch (WaybillException expected) {
            return expected.code() == ErrorCode.SOURCE_FORBIDDEN;
        }
    }

    private void load(ValueFormat format, ObjectReader from) throws IOException {
        JobSpec spec = new JobSpec(
                new JobSpec.Target(job, places.topic(), 0, places.checkpointTopic(), false, false),
                content(format),
                CommitPolicy.everyRows(70),
                new ReadWindow(1 << 10, 2),
                true,
                DEADLINE);
        Connections connections = new Connections(
                new KafkaClients(TestBroker.settings()),
                from,
                name -> new Mirroring(mirror, Lease.NONE),
                Progress.NONE,
                new StopRequest());
        Receipt done = new Job(spec, connections).run();
        assertThat(done.checkpoint().state()).isEqualTo(JobState.VERIFIED);
        Files.writeString(receipt, done.toJson());
    }

    private Subject subject(ValueFormat format) {
        return new Subject(job, TestBroker.settings(), places, source, content(format), mirror, receipt, DEADLINE);
    }

    private static ContentSettings content(ValueFormat format) {
        return new ContentSettings(CsvDialect.DEFAULT, format);
    }

    /** An object of which no range behind a byte can be read; rows of an open transaction are in the topic by then. */
    private record CutObject(ObjectReader whole, long end, String topic) implements ObjectReader {
        @Override
        public SourceObject object() {
            return whole.object();
        }

        @Override
        public void readFully(ByteRange range, byte[] target, int at) {
            if (range.start() >= end) {
                await().until(() -> end(IsolationLevel.READ_UNCOMMITTED) > end(IsolationLevel.READ_COMMITTED));
                throw new WaybillException(ErrorCode.SOURCE_FORBIDDEN, "the test cut it", "none");
            }
            whole.readFully(range, target, at);
        }

        private long end(IsolationLevel level) {
            try (PartitionReader reader =
                    new PartitionReader(TestBroker.settings(), new TopicPartition(topic, 0), level, DEADLINE)) {
                return reader.end();
            }
        }

        @Override
        public long bytesRead() {
            return whole.bytesRead();
        }

        @Override
        public void close() {}
    }

    /** A mirror that always answers. */
    private static final class MemoryMirror implements CheckpointMirror {
        private volatile @Nullable MirroredJob says;

        @Override
        public Optional<MirroredJob> read(String job) {
            return Optional.ofNullable(says);
        }

        @Override
        public void write(Checkpoint now) {
            says = new MirroredJob(
                    now.state(),
                    now.transaction(),
                    now.position().rows(),
                    now.position().byteOffset());
        }

        @Override
        public void close() {}
    }
}
