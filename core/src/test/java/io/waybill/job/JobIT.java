package io.waybill.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.checkpoint.Checkpoint;
import io.waybill.checkpoint.JobState;
import io.waybill.csv.CsvDialect;
import io.waybill.job.StageReport.Stage;
import io.waybill.job.StageReport.Times;
import io.waybill.source.FileObjectReader;
import io.waybill.source.ReadWindow;
import io.waybill.testing.Broker;
import io.waybill.testkit.CsvGenerator;
import io.waybill.testkit.CsvOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.IsolationLevel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class JobIT {
    private static final CsvGenerator ROWS = new CsvGenerator(1, 1050);

    private final Path folder;
    private final String topic = Broker.topic();

    JobIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void everyRowArrivesOnceAndInOrderAsJson() {
        Receipt receipt = TestJob.of(file(ROWS), topic).run();

        Loaded.assertRows(topic, ROWS);
        Loaded.assertExplained(receipt, ROWS.rows());
        assertThat(receipt.endOffset()).isEqualTo(Broker.log(topic).end());
        assertThat(receipt.checkpoint().proof().markers()).isEqualTo(11);
        assertThat(receipt.checkpoint().attempt()).isEqualTo(1);
    }

    @Test
    void everyRowArrivesOnceAndInOrderAsRaw() {
        CsvGenerator plain = new CsvGenerator(2, 1000, CsvOptions.plain());

        Receipt receipt = TestJob.of(file(plain), topic).raw().run();

        assertThat(Broker.values(topic))
                .isEqualTo(LongStream.rangeClosed(1, 1000)
                        .mapToObj(row -> String.join(",", plain.row(row)))
                        .toList());
        Loaded.assertExplained(receipt, 1000);
        assertThat(Broker.records(topic)).allMatch(record -> record.key() == null);
    }

    @Test
    void theReceiptSaysWhereTheTimeWent() {
        StageReport load = TestJob.of(file(ROWS), topic).run().load();

        assertThat(load.rows()).isEqualTo(1050);
        Map<Stage, Times> times = load.times();
        assertThat(times).containsOnlyKeys(Stage.values());
        assertThat(times.values()).allSatisfy(time -> assertThat(time.busy() + time.idle() + time.blocked())
                .isCloseTo(load.seconds(), within(0.01 * load.seconds())));
        assertThat(load.of(Stage.FRAME_ENCODE).idle()
                        + times.values().stream().mapToDouble(Times::busy).sum()
                        - load.of(Stage.FETCH).busy()
                        + load.of(Stage.SEND).blocked())
                .isCloseTo(load.seconds(), within(0.01 * load.seconds()));
        assertThat(load.of(Stage.FLUSH).busy()).isPositive();
        assertThat(load.of(Stage.COMMIT).busy()).isPositive();
        assertThat(load.limit()).isNotEmpty();
        assertThat(TestJob.of(folder.resolve("rows.csv"), topic).run().load()).isEqualTo(StageReport.NONE);
    }

    @Test
    void rowsGoToTheNamedPartitionOnly() {
        String wide = Broker.name("topic");
        Broker.create(new NewTopic(wide, 3, (short) 1));

        Receipt receipt = TestJob.of(file(ROWS), wide).partition(2).run();

        Loaded.assertExplained(receipt, ROWS.rows());
        assertThat(Broker.log(wide).end()).isZero();
    }

    @Test
    void aFinishedJobRunAgainSendsNothingAndHasTheSameReceipt() {
        Path file = file(ROWS);
        Receipt first = new Receipt(TestJob.of(file, topic).run().checkpoint());
        long end = Broker.log(topic).end();

        Receipt again = TestJob.of(file, topic).run();

        assertThat(again).isEqualTo(first);
        assertThat(again.toJson()).isEqualTo(first.toJson());
        assertThat(Receipt.parse(again.toJson().getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(first);
        assertThat(Broker.log(topic).end()).isEqualTo(end);
    }

    @Test
    void aFinishedJobThatWasNotVerifiedIsVerifiedWhenAskedTo() {
        Path file = file(ROWS);
        Receipt finished = TestJob.of(file, topic).unverified().run();
        long end = Broker.log(topic).end();
        assertThat(finished.checkpoint().state()).isEqualTo(JobState.FINISHED);

        Receipt verified = TestJob.of(file, topic).run();

        Loaded.assertExplained(verified, ROWS.rows());
        assertThat(Broker.log(topic).end()).isEqualTo(end);
        assertThat(TestJob.of(file, topic).unverified().run()).isEqualTo(verified);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 6, 11, 12})
    void aJobThatCrashedGoesOnWhereItsLastCheckpointIs(int commits) {
        Path file = file(ROWS);
        assertThatThrownBy(() -> TestJob.of(file, topic)
                        .watchedBy(new CrashAfter(commits))
                        .run())
                .isInstanceOf(CrashAfter.Crash.class);
        FileObjectReader source = FileObjectReader.open(file);

        Receipt receipt = new TestJob(source, topic).run();

        Loaded.assertRows(topic, ROWS);
        Loaded.assertExplained(receipt, ROWS.rows());
        assertThat(receipt.checkpoint().attempt()).isEqualTo(commits == 12 ? 1 : 2); // finished: nothing to attempt
    }

    @Test
    void aJobThatCrashesAtEveryTransactionArrivesAllTheSame() {
        CsvGenerator few = new CsvGenerator(3, 450);
        Path file = file(few);
        int crashes = 0;
        Receipt receipt = null;
        while (receipt == null) {
            try {
                receipt = TestJob.of(file, topic).watchedBy(new CrashAfter(2)).run();
            } catch (CrashAfter.Crash e) {
                crashes++;
            }
        }

        Loaded.assertRows(topic, few);
        Loaded.assertExplained(receipt, few.rows());
        assertThat(crashes).isEqualTo(5);
        assertThat(receipt.checkpoint().attempt()).isEqualTo(5);
    }

    @Test
    void anOwnerThatHangsIsFencedAndItsOpenTransactionIsExplained() {
        Path file = file(ROWS);
        GatedReader gated = new GatedReader(FileObjectReader.open(file), 100 << 10);
        CompletableFuture<Receipt> old = CompletableFuture.supplyAsync(() -> new TestJob(gated, topic)
                .window(new ReadWindow(10_000, 1))
                .commits(CommitPolicy.everyRows(400))
                .run());
        await().atMost(Duration.ofSeconds(30))
                .until(() -> gated.isWaiting() && Broker.log(topic).end() > 450);

        Receipt receipt = TestJob.of(file, topic).run();
        gated.open();

        assertThatThrownBy(old::join)
                .isInstanceOf(CompletionException.class)
                .satisfies(e -> assertThat(code(e.getCause())).isEqualTo(ErrorCode.FENCED));
        Loaded.assertRows(topic, ROWS);
        Loaded.assertExplained(receipt, ROWS.rows());
        assertThat(receipt.checkpoint().attempt()).isEqualTo(2);
        assertThat(receipt.checkpoint().proof().aborted()).isPositive();
        assertThat(uncommitted())
                .isEqualTo(ROWS.rows() + receipt.checkpoint().proof().aborted());
        assertThat(receipt.endOffset()).isEqualTo(Broker.log(topic).end());
    }

    private long uncommitted() {
        AtomicInteger count = new AtomicInteger();
        Broker.log(topic)
                .read(
                        IsolationLevel.READ_UNCOMMITTED,
                        0,
                        Broker.log(topic).end(),
                        record -> count.incrementAndGet() > 0);
        return count.get();
    }

    @Test
    void aStopRequestCommitsWhatIsFramedAndTheNextRunGoesOn() {
        Path file = file(ROWS);
        TestJob stopped = TestJob.of(file, topic).commits(CommitPolicy.everyRows(300));
        stopped.watchedBy(new Progress() {
            @Override
            public void committed(Checkpoint checkpoint) {
                if (checkpoint.position().rows() >= 300) {
                    stopped.stop().request(ErrorCode.TERMINATED);
                }
            }
        });

        assertThatThrownBy(stopped::run).satisfies(e -> {
            assertThat(code(e)).isEqualTo(ErrorCode.TERMINATED);
            assertThat(code(e).exitCode()).isEqualTo(143);
        });

        Loaded.assertFirstRows(topic, ROWS, 301);
        Receipt receipt = TestJob.of(file, topic).run();
        Loaded.assertRows(topic, ROWS);
        Loaded.assertExplained(receipt, ROWS.rows());
        assertThat(receipt.checkpoint().attempt()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "id,name\n", "id,name", "\n\n", "\uFEFF", "\uFEFFid,name\r\n"})
    void aFileWithoutRowsIsAJobWithoutRecords(String text) {
        Receipt receipt = TestJob.of(file(text), topic).run();

        Loaded.assertExplained(receipt, 0);
        assertThat(receipt.endOffset()).isZero();
        assertThat(Broker.log(topic).end()).isZero();
        assertThat(receipt.checkpoint().position().byteOffset())
                .isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void aFileWithoutHeaderHasNumberedKeysAndItsFirstRowCounts() {
        CsvDialect headless =
                new CsvDialect((byte) ';', (byte) '"', false, CsvDialect.RowEnd.LF, CsvDialect.Quotes.STRICT, 100);

        TestJob.of(file("1;a\n\n2;b"), topic).dialect(headless).run();

        assertThat(Broker.values(topic)).containsExactly("{\"c1\":\"1\",\"c2\":\"a\"}", "{\"c1\":\"2\",\"c2\":\"b\"}");
    }

    @Test
    void aMissingTopicIsCreatedOnRequest() {
        String missing = Broker.name("missing");

        Receipt receipt = TestJob.of(file(ROWS), missing).createTopic().run();

        Loaded.assertRows(missing, ROWS);
        Loaded.assertExplained(receipt, ROWS.rows());
    }

    @Test
    void theWatcherSeesEveryCommitInOrder() {
        List<Long> rows = new ArrayList<>();

        TestJob.of(file(ROWS), topic)
                .commits(CommitPolicy.everyRows(500))
                .watchedBy(new Progress() {
                    @Override
                    public void resumed(Checkpoint from) {
                        rows.add(from.position().rows());
                    }

                    @Override
                    public void committed(Checkpoint checkpoint) {
                        rows.add(checkpoint.position().rows());
                    }
                })
                .run();

        assertThat(rows).containsExactly(0L, 500L, 1000L, 1050L, 1050L); // opened, loaded, verified
    }

    private static ErrorCode code(@Nullable Throwable error) {
        return error instanceof WaybillException waybill ? waybill.code() : fail("not a WaybillException", error);
    }

    private Path file(CsvGenerator rows) {
        Path file = folder.resolve("rows.csv");
        rows.writeTo(file);
        return file;
    }

    private Path file(String text) {
        try {
            return Files.writeString(folder.resolve("rows.csv"), text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
