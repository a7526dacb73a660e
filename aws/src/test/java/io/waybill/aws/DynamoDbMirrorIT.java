package io.waybill.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.checkpoint.CheckpointMirror.MirroredJob;
import io.waybill.checkpoint.JobState;
import io.waybill.testkit.DynamoDbServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

class DynamoDbMirrorIT {
    private static final String JOB = "csv-job-1";
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static DynamoDbServer server;
    private static DynamoDbClient client;

    private MirrorTable table;

    @BeforeAll
    static void startServer(@TempDir Path folder) {
        server = DynamoDbServer.start(folder);
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
    void checkpointIsReadAsWritten() {
        DynamoDbMirror mirror = new DynamoDbMirror(table);
        mirror.write(Checkpoints.after(7));

        assertThat(mirror.read(JOB)).contains(new MirroredJob(JobState.RUNNING, 7, 700, 7_000));
    }

    @Test
    void operatorsReadEveryAttribute() {
        new DynamoDbMirror(table).write(Checkpoints.after(7).finished());

        assertThat(item())
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("job_id", AttributeValue.fromS(JOB)),
                        Map.entry("state", AttributeValue.fromS("FINISHED")),
                        Map.entry("records_sent", AttributeValue.fromN("693")),
                        Map.entry("row", AttributeValue.fromN("700")),
                        Map.entry("byte_offset", AttributeValue.fromN("7000")),
                        Map.entry("topic", AttributeValue.fromS("orders")),
                        Map.entry("partition", AttributeValue.fromN("3")),
                        Map.entry("last_offset", AttributeValue.fromN("707")),
                        Map.entry("transaction", AttributeValue.fromN("7")),
                        Map.entry("source", AttributeValue.fromS("s3://bucket/orders.csv#etag:1000000")),
                        Map.entry("attempt", AttributeValue.fromN("2")),
                        Map.entry("updated_at", AttributeValue.fromS("2026-01-02T03:04:05Z"))));
    }

    @Test
    void rowsNeverGoBack() {
        DynamoDbMirror mirror = new DynamoDbMirror(table);
        mirror.write(Checkpoints.after(7));
        mirror.write(Checkpoints.after(6));

        assertThat(mirror.read(JOB)).map(MirroredJob::rows).contains(700L);
    }

    @Test
    void repeatedWriteDoesNoHarm() {
        DynamoDbMirror mirror = new DynamoDbMirror(table);
        mirror.write(Checkpoints.after(7));
        mirror.write(Checkpoints.after(7));
        mirror.write(Checkpoints.after(8));

        assertThat(mirror.read(JOB)).map(MirroredJob::rows).contains(800L);
    }

    @Test
    void ownerOfTheLeaseWritesAndKeepsIt() {
        try (DynamoDbLease lease = new DynamoDbLease(table, JOB, LEASE)) {
            lease.acquire();
            DynamoDbMirror mirror = new DynamoDbMirror(table, lease);
            mirror.write(Checkpoints.after(1));

            assertThat(mirror.read(JOB)).map(MirroredJob::rows).contains(100L);
            assertThat(lease.isHeld()).isTrue();
        }
    }

    @Test
    void instanceWithoutTheLeaseWritesNothing() {
        DynamoDbLease lease = new DynamoDbLease(table, JOB, LEASE);
        DynamoDbMirror former = new DynamoDbMirror(table, lease);
        lease.acquire();
        former.write(Checkpoints.after(1));
        lease.close();
        try (DynamoDbLease successor = new DynamoDbLease(table, JOB, LEASE)) {
            successor.acquire();
            former.write(Checkpoints.after(2));

            assertThat(former.read(JOB)).map(MirroredJob::rows).contains(100L);
        }
    }

    @Test
    void leaseAloneIsNoMirroredJob() {
        try (DynamoDbLease lease = new DynamoDbLease(table, JOB, LEASE)) {
            lease.acquire();

            assertThat(new DynamoDbMirror(table, lease).read(JOB)).isEmpty();
        }
    }

    @Test
    void foreignItemIsUnusable() {
        client.putItem(r -> r.tableName(table.name())
                .item(Map.of("job_id", AttributeValue.fromS(JOB), "state", AttributeValue.fromS("resting"))));

        WaybillException error = Errors.of(() -> new DynamoDbMirror(table).read(JOB));

        assertThat(error.code()).isEqualTo(ErrorCode.MIRROR_UNUSABLE);
        assertThat(error).hasMessageContaining("resting");
    }

    @Test
    void missingTableIsUnusableAndTheFixSaysHowToCreateIt() {
        MirrorTable missing = new MirrorTable(client, "no-such-table");

        WaybillException reading = Errors.of(() -> new DynamoDbMirror(missing).read(JOB));
        WaybillException writing = Errors.of(() -> new DynamoDbMirror(missing).write(Checkpoints.after(1)));

        assertThat(missing.exists()).isFalse();
        assertThat(reading.code()).isEqualTo(ErrorCode.MIRROR_UNUSABLE);
        assertThat(reading).hasMessageContaining("no-such-table");
        assertThat(reading.fix()).contains("--create-table");
        assertThat(writing.code()).isEqualTo(ErrorCode.MIRROR_UNUSABLE);
    }

    @Test
    void tableIsCreatedOnceAndPaidPerRequest() {
        table.create();

        assertThat(table.exists()).isTrue();
        assertThat(client.describeTable(r -> r.tableName(table.name()))
                        .table()
                        .billingModeSummary()
                        .billingMode())
                .isEqualTo(BillingMode.PAY_PER_REQUEST);
    }

    @Test
    void tableWithAnotherKeyIsUnusable() {
        client.createTable(r -> r.tableName("others")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName("id")
                        .keyType(KeyType.HASH)
                        .build()));

        WaybillException error = Errors.of(() -> new DynamoDbMirror(new MirrorTable(client, "others")).read(JOB));

        assertThat(error.code()).isEqualTo(ErrorCode.MIRROR_UNUSABLE);
        assertThat(error.fix()).contains("job_id");
    }

    @Test
    void serverThatIsDownIsUnreachable() {
        try (DynamoDbClient nobody = Tables.client("http://127.0.0.1:1")) {
            WaybillException error = Errors.of(() -> new DynamoDbMirror(new MirrorTable(nobody, "waybill")).read(JOB));

            assertThat(error.code()).isEqualTo(ErrorCode.UNREACHABLE);
        }
    }

    private Map<String, AttributeValue> item() {
        return table.item(JOB);
    }
}
