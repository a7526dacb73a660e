package io.waybill.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waybill.ErrorCode;
import io.waybill.checkpoint.CheckpointMirror.MirroredJob;
import io.waybill.testkit.DynamoDbServer;
import io.waybill.testkit.http.ActiveFault;
import io.waybill.testkit.http.BytePosition;
import io.waybill.testkit.http.HttpFault;
import io.waybill.testkit.http.HttpFault.BrokenOff;
import io.waybill.testkit.http.HttpFault.BrokenOff.Breakage;
import io.waybill.testkit.http.HttpProxy;
import io.waybill.testkit.http.Occurrence;
import io.waybill.testkit.http.RequestMatch;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A DynamoDB that does what it was asked to, and cannot say so. */
class DynamoDbLostAnswersIT {
    private static final String JOB = "csv-job-1";
    private static final Duration SHORT = Duration.ofMillis(600);
    /** No heartbeat comes in between. */
    private static final Duration ENDLESS = Duration.ofHours(1);

    private static final RequestMatch UPDATES = RequestMatch.operation("UpdateItem");

    private static DynamoDbServer server;

    private HttpProxy proxy;
    private DynamoDbClient client;
    private MirrorTable table;
    private DynamoDbMirror mirror;

    @BeforeAll
    static void startServer(@TempDir Path folder) {
        server = DynamoDbServer.start(folder);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void startProxy() {
        proxy = HttpProxy.start(server.endpoint());
        client = Tables.client(proxy.endpoint().toString());
        table = Tables.create(client);
        mirror = new DynamoDbMirror(table);
    }

    @AfterEach
    void stop() {
        client.close();
        proxy.close();
    }

    @Test
    void mirrorWriteWhoseAnswerWasLostIsThereOnce() {
        ActiveFault fault = proxy.inject(new HttpFault.LostAnswer(), UPDATES, Occurrence.once());

        mirror.write(Checkpoints.after(1));
        mirror.write(Checkpoints.after(2));

        assertThat(fault.strikes()).isEqualTo(1);
        assertThat(mirror.read(JOB)).map(MirroredJob::rows).contains(200L);
    }

    @Test
    void mirrorWriteWhoseAnswerStallsIsRepeated() {
        proxy.inject(new BrokenOff(BytePosition.ofBody(0), Breakage.STALLED), UPDATES, Occurrence.once());

        mirror.write(Checkpoints.after(1));

        assertThat(mirror.read(JOB)).map(MirroredJob::rows).contains(100L);
    }

    @Test
    void leaseThatWasTakenWithoutAnAnswerIsOurs() {
        proxy.inject(new HttpFault.LostAnswer(), UPDATES, Occurrence.once());
        try (DynamoDbLease lease = lease(ENDLESS)) {
            lease.acquire();

            assertThat(lease.token()).isEqualTo(1);
            assertThat(lease.isHeld()).isTrue();
        }
    }

    @Test
    void leaseWhoseAnswersAreAllLostIsTakenByTheNextTry() {
        try (DynamoDbLease lease = lease(SHORT)) {
            try (ActiveFault lost = proxy.inject(new HttpFault.LostAnswer(), UPDATES, Occurrence.untilHealed())) {
                assertThat(Errors.of(lease::acquire).code()).isEqualTo(ErrorCode.UNREACHABLE);
                assertThat(lost.strikes()).isPositive();
            }
            lease.acquire();

            assertThat(lease.isHeld()).isTrue();
        }
    }

    @Test
    void heartbeatWhoseAnswerWasLostKeepsTheLease() {
        LeaseItem item = new LeaseItem(table, JOB);
        try (DynamoDbLease lease = lease(SHORT)) {
            lease.acquire();
            ActiveFault fault = proxy.inject(new HttpFault.LostAnswer(), UPDATES, Occurrence.once());
            await().until(() -> fault.strikes() == 1);
            long version = item.read().version();

            await().until(() -> item.read().version() > version + 1);
            assertThat(lease.isLost()).isFalse();
            assertThat(lease.isHeld()).isTrue();
        }
    }

    @Test
    void releaseWhoseAnswerWasLostFreesTheLease() {
        DynamoDbLease former = lease(ENDLESS);
        former.acquire();
        proxy.inject(new HttpFault.LostAnswer(), UPDATES, Occurrence.once());
        former.close();

        try (DynamoDbLease successor = lease(ENDLESS)) {
            successor.acquire(); // or the test would last an hour

            assertThat(successor.token()).isEqualTo(2);
        }
    }

    @Test
    void releaseWhoseAnswerWasLostAccusesNobody() {
        DynamoDbLease former = lease(ENDLESS);
        former.acquire();
        proxy.inject(new HttpFault.LostAnswer(), UPDATES, Occurrence.once());

        assertThat(logged(former::close)).doesNotContain("Another instance");
    }

    @Test
    void tableWhoseCreationWasNotAnsweredIsUsed() {
        proxy.inject(new HttpFault.LostAnswer(), RequestMatch.operation("CreateTable"), Occurrence.once());

        MirrorTable created = Tables.create(client);

        assertThat(created.exists()).isTrue();
    }

    private static String logged(Runnable act) {
        PrintStream real = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, UTF_8));
        try {
            act.run();
        } finally {
            System.setErr(real);
        }
        return log.toString(UTF_8);
    }

    private DynamoDbLease lease(Duration length) {
        return new DynamoDbLease(table, JOB, length);
    }
}
