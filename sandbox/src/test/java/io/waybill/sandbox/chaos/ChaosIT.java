package io.waybill.sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.CrashPoint;
import io.waybill.sandbox.check.Property;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real loaders on three real brokers: each crash point, and of each other group some cases, one run each. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(300)
class ChaosIT {
    private static final long ROWS = 20_000; // the verification passes its point every 16,384 rows

    private Campaign campaign;
    private int runs;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        campaign = Campaign.start(3, ROWS, folder);
    }

    @AfterAll
    void stop() {
        campaign.close();
    }

    static Stream<FaultCase> everyCrashPoint() {
        return FaultGroup.KILL.drawn();
    }

    static Stream<FaultCase> someOfEachOtherGroup() {
        List<String> ids = List.of("B17", "B19", "B22", "C25", "C27", "D31", "D36", "E55", "E62", "F69", "G74", "G76");
        return FaultGroup.allDrawn().filter(one -> ids.contains(one.id()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyCrashPoint")
    void aLoaderKilledAtAnyPointIsContinuedByTheNextOne(FaultCase fault) throws Exception {
        assertSurvives(fault);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("someOfEachOtherGroup")
    void whateverBreaksTheRowsArriveOnceAndInOrder(FaultCase fault) throws Exception {
        assertSurvives(fault);
    }

    /** The suite itself can fail. */
    @Test
    void aForeignRecordIsAViolation() throws Exception {
        Step.Action foreign = scene -> {
            try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                    Map.copyOf(scene.site().directClients()), new ByteArraySerializer(), new ByteArraySerializer())) {
                ProducerRecord<byte[], byte[]> record =
                        new ProducerRecord<>(scene.names().topic(), "not ours".getBytes(StandardCharsets.UTF_8));
                producer.send(record).get();
            } catch (InterruptedException | ExecutionException e) {
                throw new AssertionError(e);
            }
        };
        FaultCase planted = FaultCase.drawn(
                "H85",
                "foreign record",
                "a violation",
                draw -> Drawn.at(Draw.first(CrashPoint.COMMITTED), "foreign record", foreign));

        RunResult result = run(planted);

        assertThat(result.survived()).isFalse();
        assertThat(result.check().of(Property.P4)).isNotEmpty();
    }

    private void assertSurvives(FaultCase fault) throws Exception {
        RunResult result = run(fault);

        assertThat(result.strikes()).as("the faults of %s", result.describe()).allMatch(RunResult.Strike::struck);
        assertThat(result.check().violations()).as(result.describe()).isEmpty();
        assertThat(result.check().notCheckable()).isEmpty();
        assertThat(result.check().rowsVisible()).isEqualTo(ROWS);
    }

    private RunResult run(FaultCase fault) throws Exception {
        Plan plan = Plan.of(new SplittableRandom(runs), ++runs, ROWS, List.of(fault));
        return campaign.run("it-" + runs, plan);
    }
}
