package io.waybill.job;

import static io.waybill.job.Refusal.assertStops;
import static io.waybill.job.Refusal.atRow;
import static io.waybill.job.Refusal.crashAfter;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.ErrorCode;
import io.waybill.checkpoint.CheckpointTopic;
import io.waybill.testing.Broker;
import io.waybill.testing.Checkpoints;
import io.waybill.testing.ClientMeters;
import io.waybill.testkit.CsvGenerator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaAlteration.Op;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a healthy broker, its operator and its other users do to a job. */
@Timeout(120)
class BrokerFaultIT {
    private static final CsvGenerator ROWS = new CsvGenerator(14, 500);

    private final String topic = Broker.topic();
    private final String job = Broker.name("job");
    private final Path file;

    BrokerFaultIT(@TempDir Path folder) {
        file = folder.resolve("rows.csv");
        ROWS.writeTo(file);
    }

    @Test
    void quotasSlowTheJobDownAndLoseNothing() {
        setQuota(10_000);
        Receipt receipt = job().clientSettings(Map.of("client.id", job, "compression.type", "none"))
                .clientSettings(ClientMeters.begin())
                .run();

        assertThat(ClientMeters.total("produce-throttle-time-max")).isPositive();
        assertThat(ClientMeters.total("fetch-throttle-time-max")).isPositive();
        Loaded.assertExplained(receipt, ROWS.rows());
        Loaded.assertRows(topic, ROWS);
    }

    /** For the clients that name themselves as the job. */
    private void setQuota(double bytesPerSecond) {
        ClientQuotaEntity clients = new ClientQuotaEntity(Map.of(ClientQuotaEntity.CLIENT_ID, job));
        List<Op> limits =
                List.of(new Op("producer_byte_rate", bytesPerSecond), new Op("consumer_byte_rate", bytesPerSecond));
        Broker.answer(Broker.admin()
                .alterClientQuotas(List.of(new ClientQuotaAlteration(clients, limits)))
                .all());
    }

    @Test
    void anOperatorWhoFencesTheProducerStopsTheJobAndTheNextRunGoesOn() {
        assertStops(job().watchedBy(atRow(200, this::fence)), ErrorCode.FENCED);
        Loaded.assertFirstRows(topic, ROWS, 200);

        Loaded.assertExplained(job().run(), ROWS.rows());
        Loaded.assertRows(topic, ROWS);
    }

    private void fence() {
        Broker.answer(Broker.admin().fenceProducers(List.of("waybill." + job)).all());
    }

    @Test
    void aStartReadsFewCheckpointsHoweverManyOtherJobsThereWere() {
        String checkpoints = Broker.name("checkpoints");
        CheckpointTopic shared = new CheckpointTopic(Broker.clients(), checkpoints, Broker.DEADLINE);
        shared.ensure(Broker.admin());
        try (KafkaProducer<byte[], byte[]> others = Broker.producer()) {
            for (int i = 0; i < 20_000; i++) {
                var unused = others.send(shared.record(Checkpoints.none("other-" + i, "orders")));
            }
        }
        crashAfter(2, job().checkpointsIn(checkpoints));

        Receipt receipt = job().checkpointsIn(checkpoints)
                .clientSettings(ClientMeters.begin())
                .run();

        assertThat(ClientMeters.total("records-consumed-total", checkpoints)).isBetween(1.0, 256.0);
        Loaded.assertExplained(receipt, ROWS.rows());
    }

    @Test
    void aServerNameWithoutAddressIsUnreachable() {
        TestJob lost = job().clientSettings(Map.of("bootstrap.servers", "no-such-host.invalid:9092"));

        assertStops(lost.within(Duration.ofSeconds(3)), ErrorCode.UNREACHABLE)
                .hasMessageContaining("no-such-host.invalid:9092");
    }

    @Test
    void aJobOfTooManyTransactionsIsWarnedOf() {
        CsvGenerator many = new CsvGenerator(15, 40_000);
        many.writeTo(file);
        List<String> warnings = new ArrayList<>();
        TestJob running = job().commits(CommitPolicy.everyRows(1));
        running.watchedBy(new Progress() {
            @Override
            public void warning(String text) {
                warnings.add(text);
                if (text.contains("transactions")) {
                    running.stop().request(ErrorCode.TERMINATED);
                }
            }
        });

        assertStops(running, ErrorCode.TERMINATED);

        assertThat(warnings).anyMatch(text -> text.contains("--rows-per-transaction"));
    }

    private TestJob job() {
        return TestJob.of(file, topic).named(job);
    }
}
