package io.waybill.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.testkit.DynamoDbServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

class DynamoDbLeaseIT {
    private static final String JOB = "csv-job-1";
    /** Long enough that a heartbeat on a busy machine comes in time. */
    private static final Duration LIVE = Duration.ofSeconds(3);

    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration ENDLESS = Duration.ofHours(1);

    private static Path folderOfServer;
    private static DynamoDbServer server;
    private static DynamoDbClient client;

    private MirrorTable table;

    @BeforeAll
    static void startServer(@TempDir Path folder) {
        folderOfServer = folder;
        server = DynamoDbServer.start(folder.resolve("shared"));
        client = Tables.client(server);
    }

    @AfterAll
    static void stopServer() {
        client.close();
        server.close();
    }

    @BeforeEach
    void createTable() {
        table = Tables.create(client);
    }

    @Test
    void firstOneHoldsIt() {
        try (DynamoDbLease lease = lease(LIVE)) {
            assertThat(lease.isHeld()).isFalse();
            assertThat(lease.token()).isZero();

            lease.acquire();
            lease.acquire();

            assertThat(lease.isHeld()).isTrue();
            assertThat(lease.token()).isEqualTo(1);
            assertThat(lease.isLost()).isFalse();
            assertThat(lease.decides()).isTrue();
        }
    }

    @Test
    void secondOneSeesThatTheOwnerIsAliveAndGivesUp() {
        try (DynamoDbLease owner = lease(LIVE);
                DynamoDbLease second = lease(LIVE)) {
            owner.acquire();

            WaybillException error = Errors.of(second::acquire);

            assertThat(error.code()).isEqualTo(ErrorCode.FENCED);
            assertThat(error)
                    .hasMessageContaining(JOB)
                    .hasMessageContaining("pid " + ProcessHandle.current().pid());
            assertThat(owner.isHeld()).isTrue();
            assertThat(second.isHeld()).isFalse();
        }
    }

    @Test
    void deadOwnersLeaseIsTakenOverAndItNoticesWhenItWakesUp() {
        CountDownLatch frozen = new CountDownLatch(1);
        DynamoDbLease dead = new DynamoDbLease(new LeaseItem(table, JOB), SHORT, pause -> frozen.await());
        dead.acquire();
        try (DynamoDbLease successor = lease(LIVE)) {
            successor.acquire();
            assertThat(successor.token()).isEqualTo(2);
            assertThat(dead.isHeld()).isFalse();
            assertThat(dead.isLost()).isFalse(); // its heartbeat sleeps

            frozen.countDown();
            await().untilAsserted(() -> assertThat(dead.isLost()).isTrue());
            dead.close();
            assertThat(successor.isHeld()).isTrue();
        }
    }

    @Test
    void takeoverWaitsAsLongAsTheOwnersOwnLease() {
        CountDownLatch frozen = new CountDownLatch(1);
        Duration owners = Duration.ofMillis(1500);
        try (DynamoDbLease dead = new DynamoDbLease(new LeaseItem(table, JOB), owners, pause -> frozen.await());
                DynamoDbLease successor = lease(Duration.ofMillis(300))) {
            dead.acquire();
            long start = System.nanoTime();

            successor.acquire();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(owners);
        }
    }

    @Test
    void oneOfTwoWhoWaitForTheSameDeadOwnerWins() {
        CountDownLatch frozen = new CountDownLatch(1);
        LeaseItem item = new LeaseItem(table, JOB);
        try (DynamoDbLease dead = new DynamoDbLease(item, SHORT, pause -> frozen.await())) {
            dead.acquire();
            LeaseRow seenByBoth = item.read();

            LeaseOwner first = item.take(seenByBoth, "first", LIVE);

            assertThatCode(() -> item.take(seenByBoth, "second", LIVE))
                    .isInstanceOf(ConditionalCheckFailedException.class);
            assertThat(item.read().isOf(first)).isTrue();
        }
    }

    @Test
    void releasedLeaseIsTakenAtOnceWithAHigherToken() {
        DynamoDbLease first = lease(ENDLESS);
        first.acquire();
        first.close();

        try (DynamoDbLease successor = lease(LIVE)) {
            successor.acquire(); // or the test would last an hour

            assertThat(successor.token()).isEqualTo(2);
            assertThat(successor.isHeld()).isTrue();
        }
    }

    @Test
    void interruptedOwnerStillReleasesIt() {
        DynamoDbLease first = lease(ENDLESS);
        first.acquire();
        Thread.currentThread().interrupt();
        first.close();
        assertThat(Thread.interrupted()).isTrue();

        try (DynamoDbLease successor = lease(LIVE)) {
            successor.acquire();

            assertThat(successor.isHeld()).isTrue();
        }
    }

    @Test
    void leaseOutlivesAnOutageThatNobodyUses() {
        try (DynamoDbServer own = DynamoDbServer.start(folderOfServer.resolve("outage"));
                DynamoDbClient ownClient = Tables.client(own)) {
            MirrorTable ownTable = Tables.create(ownClient);
            try (DynamoDbLease lease = new DynamoDbLease(ownTable, JOB, SHORT)) {
                lease.acquire();
                own.process().kill();

                assertThat(Errors.of(lease::isHeld).code()).isEqualTo(ErrorCode.UNREACHABLE);
                assertThat(lease.isLost()).isFalse();

                own.process().restart();
                long version = new LeaseItem(ownTable, JOB).read().version();
                await().untilAsserted(() -> assertThat(
                                new LeaseItem(ownTable, JOB).read().version())
                        .isGreaterThan(version));
                assertThat(lease.isHeld()).isTrue();
            }
        }
    }

    @Test
    void closingNeverThrows() {
        try (DynamoDbServer own = DynamoDbServer.start(folderOfServer.resolve("closing"));
                DynamoDbClient ownClient = Tables.client(own)) {
            DynamoDbLease lease = new DynamoDbLease(Tables.create(ownClient), JOB, LIVE);
            lease.acquire();
            own.process().kill();

            assertThatCode(lease::close).doesNotThrowAnyException();
            assertThatCode(lease::close).doesNotThrowAnyException();
        }
    }

    @Test
    void missingTableIsUnusable() {
        DynamoDbLease lease = new DynamoDbLease(new MirrorTable(client, "no-such-table"), JOB, LIVE);

        assertThat(Errors.of(lease::acquire).code()).isEqualTo(ErrorCode.MIRROR_UNUSABLE);
    }

    private DynamoDbLease lease(Duration length) {
        return new DynamoDbLease(table, JOB, length);
    }
}
