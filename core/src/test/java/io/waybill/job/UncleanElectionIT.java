package io.waybill.job;

import static io.waybill.job.Refusal.assertStops;
import static io.waybill.job.Refusal.crashAfter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.testing.Broker;
import io.waybill.testing.Cluster;
import io.waybill.testkit.CsvGenerator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kafka loses what it acknowledged: a replica that missed half of each job is elected leader, once for all tests.
 * Destinations and checkpoint topics lose, apart from each other, what was committed after row 200.
 */
@Timeout(180)
class UncleanElectionIT {
    private static final CsvGenerator ROWS = new CsvGenerator(11, 600);
    private static final int LEADER = 1;
    private static final int STALE = 2;

    private static final Cluster CLUSTER = Cluster.ofThree();
    private static final String CRASHED = lossy("delete");
    private static final String FINISHED = lossy("delete");
    private static final String RUNNING = lossy("delete");
    private static final String CHECKPOINTS = lossy("compact");
    private static final String MIRRORED = CLUSTER.topic();
    private static final String UNMIRRORED = CLUSTER.topic();

    private static final RememberingMirror MIRROR = new RememberingMirror();
    private static final CountDownLatch ELECTED = new CountDownLatch(1);

    @TempDir
    private static Path folder;

    private static Path file = Path.of("rows.csv");
    private static CompletableFuture<Receipt> running = new CompletableFuture<>();

    @BeforeAll
    static void electTheStaleReplica() {
        file = folder.resolve("rows.csv");
        ROWS.writeTo(file);
        all().forEach(job -> crashAfter(2, job));
        awaitReplicated(); // the markers, too: without its own a transaction would stay open for ever
        CLUSTER.server().broker(STALE).kill();
        awaitPartitions(partition -> partition.isr().size() == 1);
        all().forEach(job -> crashAfter(2, job));
        job(FINISHED).unverified().run();
        runAcrossTheElection();
        CLUSTER.server().broker(LEADER).kill();
        CLUSTER.server().broker(STALE).restart();
        awaitPartitions(partition -> {
            CLUSTER.admin().electLeaders(ElectionType.UNCLEAN, partitions());
            return partition.leader() != null && partition.leader().id() == STALE;
        });
        ELECTED.countDown();
    }

    private static void awaitReplicated() {
        await().until(() -> partitions().stream()
                .map(partition -> CLUSTER.log(partition.topic()))
                .allMatch(log -> log.stableEnd() == log.end()));
    }

    /** Commits 400 rows and goes on when the election is over. */
    private static void runAcrossTheElection() {
        CompletableFuture<Void> waiting = new CompletableFuture<>();
        TestJob job = job(RUNNING).watchedBy(Refusal.atRow(400, () -> {
            waiting.complete(null);
            awaitElection();
        }));
        running = CompletableFuture.supplyAsync(job::run);
        CompletableFuture.anyOf(waiting, running).join();
    }

    private static void awaitElection() {
        try {
            ELECTED.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterAll
    static void close() {
        CLUSTER.close();
    }

    @Test
    void rowsLostAfterACrashAreNoticedByTheNextStart() {
        assertStops(job(CRASHED), ErrorCode.CHECKPOINT_MISMATCH)
                .hasMessageContainingAll("ends at offset 202", "Kafka lost offsets 202 to 402", "row 400 was the last");
    }

    @Test
    void rowsLostAfterTheEndAreNamedByTheVerification() {
        assertStops(job(FINISHED), ErrorCode.VERIFICATION_DIFFERENCE)
                .hasMessageContainingAll("missing: row 201 at byte", "missing: row 202 at byte");
    }

    @Test
    void rowsLostUnderARunningJobStopIt() {
        assertThatThrownBy(running::join).cause().isInstanceOfSatisfying(WaybillException.class, e -> assertThat(
                        e.code())
                .isEqualTo(ErrorCode.CHECKPOINT_MISMATCH));
    }

    @Test
    void lostCheckpointsAreNoticedByTheMirror() {
        assertStops(mirrored(), ErrorCode.CHECKPOINT_MISMATCH)
                .hasMessageContainingAll("The mirror knows transaction 6 (row 400)", "only transaction 3");
    }

    @Test
    void lostCheckpointsAreNoticedByTheRowsAfterTheLastOne() {
        long next = CLUSTER.records(UNMIRRORED).stream()
                .mapToLong(ConsumerRecord::offset)
                .filter(offset -> offset > 200) // past the markers, however many the election left
                .findFirst()
                .orElseThrow();

        assertStops(unmirrored(), ErrorCode.CHECKPOINT_MISMATCH)
                .hasMessageContainingAll(
                        "committed record at offset " + next,
                        "after the last one of this job (offset 200)",
                        "Kafka lost a newer checkpoint");
    }

    private static Stream<TestJob> all() {
        return Stream.of(job(CRASHED), job(FINISHED), mirrored(), unmirrored());
    }

    private static TestJob mirrored() {
        return job(MIRRORED).checkpointsIn(CHECKPOINTS).mirroredIn(MIRROR);
    }

    private static TestJob unmirrored() {
        return job(UNMIRRORED).checkpointsIn(CHECKPOINTS);
    }

    private static TestJob job(String topic) {
        return TestJob.of(file, topic).clientSettings(CLUSTER.clients().settings());
    }

    private static String lossy(String policy) {
        String name = Broker.name("lossy");
        CLUSTER.create(new NewTopic(name, Map.of(0, List.of(LEADER, STALE)))
                .configs(Map.of(
                        "min.insync.replicas", "1",
                        "unclean.leader.election.enable", "true",
                        "cleanup.policy", policy)));
        return name;
    }

    private static Set<TopicPartition> partitions() {
        return Stream.of(CRASHED, FINISHED, RUNNING, CHECKPOINTS)
                .map(topic -> new TopicPartition(topic, 0))
                .collect(Collectors.toSet());
    }

    private static void awaitPartitions(Predicate<TopicPartitionInfo> condition) {
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> Broker.answer(CLUSTER.admin()
                        .describeTopics(
                                partitions().stream().map(TopicPartition::topic).toList())
                        .allTopicNames())
                .values()
                .stream()
                .allMatch(topic -> condition.test(topic.partitions().get(0))));
    }
}
