package io.waybill.job;

import static io.waybill.job.Refusal.atRow;
import static io.waybill.job.Refusal.crashAfter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waybill.checkpoint.Checkpoint;
import io.waybill.kafka.PartitionLog;
import io.waybill.source.FileObjectReader;
import io.waybill.testing.Broker;
import io.waybill.testing.Cluster;
import io.waybill.testkit.CsvGenerator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.FeatureUpdate.UpgradeType;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A broker with short limits for transactions, and one that speaks their old protocol. */
@Timeout(120)
class TransactionLimitsIT {
    private static final CsvGenerator ROWS = new CsvGenerator(13, 500);
    private static final Cluster CLUSTER = Cluster.start(Map.of(
            "transaction.max.timeout.ms", "3000",
            "transaction.abort.timed.out.transaction.cleanup.interval.ms", "200",
            "transactional.id.expiration.ms", "2000",
            "transaction.remove.expired.transaction.cleanup.interval.ms", "200"));

    private final String topic = CLUSTER.topic();
    private final String job = Broker.name("job");
    private final Path file;

    TransactionLimitsIT(@TempDir Path folder) {
        file = folder.resolve("rows.csv");
        ROWS.writeTo(file);
    }

    @AfterAll
    static void close() {
        CLUSTER.close();
    }

    @Test
    void aBrokersShorterMaximumIsTheTransactionTimeout() {
        List<Long> timeouts = new ArrayList<>();

        Receipt receipt = job().watchedBy(
                        atRow(200, () -> timeouts.add(transaction().join().transactionTimeoutMs())))
                .run();

        assertThat(timeouts).containsExactly(3000L);
        assertLoaded(receipt);
    }

    @Test
    void aTransactionThatOutlivedItsTimeoutIsRecoveredByTheSameProcess() {
        GatedReader hanging = new GatedReader(FileObjectReader.open(file), 32 << 10);
        Recoveries recoveries = new Recoveries();
        TestJob running = settled(new TestJob(hanging, topic)).watchedBy(recoveries);

        CompletableFuture<Receipt> receipt = CompletableFuture.supplyAsync(running::run);
        await().atMost(Duration.ofSeconds(30)).until(() -> abortedRecords() > 0);
        hanging.open();

        assertThat(receipt.join().checkpoint().attempt()).isEqualTo(1);
        assertThat(receipt.join().checkpoint().proof().aborted()).isPositive();
        assertThat(recoveries.count).isPositive();
        assertLoaded(receipt.join());
    }

    private long abortedRecords() {
        return records(IsolationLevel.READ_UNCOMMITTED) - records(IsolationLevel.READ_COMMITTED);
    }

    /** Of transactions that are decided. */
    private long records(IsolationLevel isolation) {
        AtomicLong count = new AtomicLong();
        PartitionLog log = CLUSTER.log(topic);
        log.read(isolation, log.begin(), log.stableEnd(), record -> count.incrementAndGet() > 0);
        return count.get();
    }

    @Test
    void anIdThatExpiredBetweenTwoAttemptsLosesNothing() {
        crashAfter(2, job());
        awaitExpiry();

        assertLoaded(job().run());
    }

    @Test
    void anIdThatExpiredBetweenTwoTransactionsIsRecoveredByTheSameProcess() {
        Recoveries recoveries = new Recoveries(200, this::awaitExpiry);

        Receipt receipt = job().watchedBy(recoveries).run();

        assertThat(recoveries.count).isPositive();
        assertThat(receipt.checkpoint().attempt()).isEqualTo(1);
        assertLoaded(receipt);
    }

    private void awaitExpiry() {
        await().atMost(Duration.ofSeconds(30)).until(() -> transaction()
                .handle((found, error) -> error instanceof TransactionalIdNotFoundException)
                .join());
    }

    private CompletableFuture<TransactionDescription> transaction() {
        return CLUSTER.admin()
                .describeTransactions(List.of("waybill." + job))
                .description("waybill." + job)
                .toCompletionStage()
                .toCompletableFuture();
    }

    @Test
    void theOldTransactionProtocolIsWarnedOfAndLosesNothing() {
        setTransactionVersion(1);
        try {
            Recoveries watcher = new Recoveries();
            crashAfter(2, job());
            Receipt receipt = job().watchedBy(watcher).run();

            assertThat(watcher.warnings).anyMatch(text -> text.contains("transaction.version=1"));
            assertLoaded(receipt);
        } finally {
            setTransactionVersion(2);
        }
    }

    @Test
    void theTransactionProtocolMayBeRaisedMidLoad() {
        setTransactionVersion(1);

        assertLoaded(job().watchedBy(atRow(200, () -> setTransactionVersion(2))).run());
    }

    private static void setTransactionVersion(int version) {
        UpgradeType type = version == 2 ? UpgradeType.UPGRADE : UpgradeType.SAFE_DOWNGRADE;
        Broker.answer(CLUSTER.admin()
                .updateFeatures(
                        Map.of("transaction.version", new FeatureUpdate((short) version, type)),
                        new UpdateFeaturesOptions())
                .all());
    }

    private void assertLoaded(Receipt receipt) {
        Loaded.assertExplained(receipt, ROWS.rows());
        Loaded.assertFirstRows(CLUSTER.records(topic), ROWS, ROWS.rows());
    }

    private TestJob job() {
        return settled(TestJob.of(file, topic));
    }

    private TestJob settled(TestJob running) {
        return running.named(job).clientSettings(CLUSTER.clients().settings());
    }

    /** Counts what a job tells, and acts once at a row. */
    private static final class Recoveries implements Progress {
        private final long row;
        private final Runnable action;
        private final List<String> warnings = new ArrayList<>();
        private int count;

        Recoveries() {
            this(-1, () -> {});
        }

        Recoveries(long row, Runnable action) {
            this.row = row;
            this.action = action;
        }

        @Override
        public void committed(Checkpoint checkpoint) {
            if (checkpoint.position().rows() == row && count == 0) {
                action.run();
            }
        }

        @Override
        public void recovering(String why, int failures, Duration pause) {
            count++;
        }

        @Override
        public void warning(String text) {
            warnings.add(text);
        }
    }
}
