package io.waybill.job;

import static io.waybill.job.Refusal.assertStops;
import static io.waybill.job.Refusal.atRow;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.ResourceType.CLUSTER;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.apache.kafka.common.resource.ResourceType.TRANSACTIONAL_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.checkpoint.CheckpointTopic;
import io.waybill.testing.Broker;
import io.waybill.testing.ClientMeters;
import io.waybill.testkit.CsvGenerator;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.acl.AclBinding;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a job may do is taken from it: before it starts, and while it runs. */
@Timeout(120)
class AccessControlIT {
    private static final CsvGenerator ROWS = new CsvGenerator(12, 500);
    private static final SecuredCluster SECURED = new SecuredCluster();

    private final String topic = SECURED.cluster().topic();
    private final String job = Broker.name("job");
    private final String checkpoints = Broker.name("checkpoints");
    private final Path file;

    private final AclBinding readTopic = SecuredCluster.right(TOPIC, topic, READ);
    private final AclBinding writeTopic = SecuredCluster.right(TOPIC, topic, WRITE);
    private final AclBinding readTopicSettings = SecuredCluster.right(TOPIC, topic, DESCRIBE_CONFIGS);
    private final AclBinding readCheckpoints = SecuredCluster.right(TOPIC, checkpoints, READ);
    private final AclBinding writeCheckpoints = SecuredCluster.right(TOPIC, checkpoints, WRITE);
    private final AclBinding readCheckpointSettings = SecuredCluster.right(TOPIC, checkpoints, DESCRIBE_CONFIGS);
    private final AclBinding transactions = SecuredCluster.right(TRANSACTIONAL_ID, "waybill." + job, WRITE);
    private final AclBinding readBrokerSettings = SecuredCluster.right(CLUSTER, "kafka-cluster", DESCRIBE_CONFIGS);
    private final List<AclBinding> all = List.of(
            readTopic,
            writeTopic,
            readTopicSettings,
            readCheckpoints,
            writeCheckpoints,
            readCheckpointSettings,
            transactions,
            readBrokerSettings);

    AccessControlIT(@TempDir Path folder) {
        file = folder.resolve("rows.csv");
        ROWS.writeTo(file);
    }

    @BeforeEach
    void grantAll() {
        new CheckpointTopic(SECURED.cluster().clients(), checkpoints, Broker.DEADLINE)
                .ensure(SECURED.cluster().admin());
        SECURED.grant(all);
    }

    @AfterAll
    static void close() {
        SECURED.close();
    }

    @Test
    void theseRightsSuffice() {
        Loaded.assertExplained(job().run(), ROWS.rows());
        assertRows(ROWS.rows());
    }

    @Test
    void aMissingRightIsNamedBeforeARowIsSent() {
        assertNamed(readTopic);
        assertNamed(readTopicSettings);
        assertNamed(readCheckpoints);
        assertNamed(writeCheckpoints);
        assertNamed(readCheckpointSettings);
        assertNamed(transactions);
        assertThat(SECURED.cluster().log(topic).end()).isZero();
    }

    @Test
    void aTopicThatMayNotBeWrittenIsNamedAndStaysEmpty() {
        assertNamed(writeTopic);
        assertRows(0);
    }

    @Test
    void aTransactionTimeoutThatTheBrokerRefusesIsNamedWhereItsMaximumMayNotBeRead() {
        SECURED.revoke(readBrokerSettings);

        assertStops(job(), ErrorCode.SETTING_REFUSED).hasMessageContaining("transaction.max.timeout.ms");
    }

    @Test
    void aRightRevokedMidLoadStopsTheJobAndTheNextRunGoesOn() {
        long rows = 0;
        for (AclBinding right : List.of(writeTopic, transactions, writeCheckpoints)) {
            rows += 100;
            assertForbidden(job().watchedBy(atRow(rows, () -> SECURED.revoke(right))), right);
            assertRows(rows);
            SECURED.grant(right);
        }

        Loaded.assertExplained(job().run(), ROWS.rows());
        assertRows(ROWS.rows());
    }

    @Test
    void sessionsThatEndMidLoadAreRenewed() {
        Receipt receipt = job().commits(CommitPolicy.everyRows(1))
                .clientSettings(ClientMeters.begin())
                .run();

        assertThat(ClientMeters.total("successful-reauthentication-total")).isPositive();
        Loaded.assertExplained(receipt, ROWS.rows());
        assertRows(ROWS.rows());
    }

    private void assertNamed(AclBinding right) {
        SECURED.revoke(right);
        assertForbidden(job(), right);
        SECURED.grant(right);
    }

    /** Kafka does not say which transactional id it refuses; the remedy names all of ours. */
    private static void assertForbidden(TestJob job, AclBinding missing) {
        String name = missing.pattern().resourceType() == TRANSACTIONAL_ID
                ? "transactional ids that begin with waybill."
                : missing.pattern().name();
        assertStops(job, ErrorCode.KAFKA_FORBIDDEN)
                .as(missing.toString())
                .isInstanceOfSatisfying(WaybillException.class, e -> assertThat(e.getMessage() + e.fix())
                        .contains(name));
    }

    private void assertRows(long rows) {
        Loaded.assertFirstRows(SECURED.cluster().records(topic), ROWS, rows);
    }

    private TestJob job() {
        return SECURED.job(file, topic).named(job).checkpointsIn(checkpoints);
    }
}
