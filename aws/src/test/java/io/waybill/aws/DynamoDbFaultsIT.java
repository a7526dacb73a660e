package io.waybill.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.checkpoint.CheckpointMirror.MirroredJob;
import io.waybill.testkit.DynamoDbServer;
import io.waybill.testkit.http.ActiveFault;
import io.waybill.testkit.http.DynamoDbAnswers;
import io.waybill.testkit.http.HttpFault;
import io.waybill.testkit.http.HttpProxy;
import io.waybill.testkit.http.Occurrence;
import io.waybill.testkit.http.RequestMatch;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A DynamoDB that is down, throttles, or refuses credentials that expired. */
class DynamoDbFaultsIT {
    private static final String JOB = "csv-job-1";
    private static final Duration SOON = Duration.ofSeconds(10);
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
    void downAtTheStartThereIsNoLease() {
        proxy.goDown();

        WaybillException error = Errors.of(() -> lease(ENDLESS).acquire());

        assertThat(error.code()).isEqualTo(ErrorCode.UNREACHABLE);
        assertThat(error).hasMessageContaining(table.name());
        assertThat(error.fix()).contains("AWS_ENDPOINT_URL_DYNAMODB");
        assertThat(Errors.of(() -> mirror.read(JOB)).code()).isEqualTo(ErrorCode.UNREACHABLE);
    }

    @Test
    void outageMidRunCostsNeitherTheLeaseNorTheMirror() throws InterruptedException {
        try (DynamoDbLease lease = lease(SHORT)) {
            lease.acquire();
            DynamoDbMirror ours = new DynamoDbMirror(table, lease);
            ours.write(Checkpoints.after(1));
            try (ActiveFault down =
                    proxy.inject(new HttpFault.LostRequest(), RequestMatch.any(), Occurrence.untilHealed())) {
                assertThat(Errors.of(() -> ours.write(Checkpoints.after(2))).code())
                        .isEqualTo(ErrorCode.UNREACHABLE);
                down.awaitStrikes(down.strikes() + 2, SOON); // heartbeats
                assertThat(lease.isLost()).isFalse();
            }
            ours.write(Checkpoints.after(3));

            assertThat(ours.read(JOB)).map(MirroredJob::rows).contains(300L);
            assertThat(lease.isHeld()).isTrue();
        }
    }

    @Test
    void downAtTheFinishTheLeaseRunsOutByItself() {
        DynamoDbLease last = lease(SHORT);
        last.acquire();
        proxy.goDown();
        assertThatCode(last::close).doesNotThrowAnyException();
        proxy.comeBack();

        try (DynamoDbLease successor = lease(ENDLESS)) {
            successor.acquire();

            assertThat(successor.token()).isEqualTo(2);
        }
    }

    @Test
    void someThrottledWritesAreRepeated() {
        ActiveFault fault = proxy.inject(DynamoDbAnswers.throughputExceeded(), UPDATES, new Occurrence.First(2));

        mirror.write(Checkpoints.after(1));

        assertThat(fault.strikes()).isEqualTo(2);
        assertThat(mirror.read(JOB)).map(MirroredJob::rows).contains(100L);
    }

    @Test
    void endlessThrottlingIsTemporaryAndTheFixNamesTheCapacity() {
        assertThrottled(DynamoDbAnswers.throughputExceeded(), "ProvisionedThroughputExceededException");
        assertThrottled(DynamoDbAnswers.throttled(), "ThrottlingException");
    }

    @Test
    void expiredCredentialsAreUnusableAndTheFixIsToRenewThem() {
        proxy.inject(DynamoDbAnswers.expiredToken(), RequestMatch.any(), Occurrence.untilHealed());

        WaybillException error = Errors.of(() -> mirror.read(JOB));

        assertThat(error.code()).isEqualTo(ErrorCode.MIRROR_UNUSABLE);
        assertThat(error.fix()).contains("Renew");
    }

    private void assertThrottled(HttpFault throttling, String answer) {
        try (ActiveFault fault = proxy.inject(throttling, RequestMatch.any(), Occurrence.untilHealed())) {
            WaybillException error = Errors.of(() -> lease(ENDLESS).acquire());

            assertThat(fault.strikes()).isGreaterThan(1);
            assertThat(error.code()).isEqualTo(ErrorCode.UNREACHABLE);
            assertThat(error).hasMessageContaining(answer).hasMessageContaining(table.name());
            assertThat(error.fix()).contains("capacity");
        }
    }

    private DynamoDbLease lease(Duration length) {
        return new DynamoDbLease(table, JOB, length);
    }
}
