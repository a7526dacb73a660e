package io.waybill.cli;

import static io.waybill.cli.WaybillProcess.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.ErrorCode;
import io.waybill.cli.WaybillProcess.Ended;
import io.waybill.testkit.CsvGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What an operator reads in DynamoDB, and what its absence does to a load: nothing. */
class MirrorIT {
    private static final String TABLE = "waybill";

    private final Site site = Site.shared();
    private final CsvGenerator csv = new CsvGenerator(51, 12_000);
    private final String source = site.put(csv);
    private final String topic = site.topic();
    private final String job = Site.unique("mirrored");

    private String[] arguments(String... further) {
        List<String> arguments = new ArrayList<>(
                List.of("load", source, "--topic", topic, "--job", job, "--rows-per-transaction", "20", "--json"));
        arguments.addAll(List.of("--mirror", "dynamodb", "--lease-duration", "1s"));
        arguments.addAll(List.of(further));
        return arguments.toArray(String[]::new);
    }

    private String mirrored(String attribute) {
        return Site.attribute(site.item(TABLE, job), attribute);
    }

    @Test
    void theItemIsTheOperatorsAudit() {
        Map<String, Object> summary =
                run(site.environment(), arguments("--create-table")).wasFine().lastEvent();

        Map<String, AttributeValue> item = site.item(TABLE, job);
        assertThat(item).doesNotContainKey("owner");
        assertThat(Site.attribute(item, "state")).isEqualTo("VERIFIED");
        assertThat(Site.attribute(item, "records_sent")).isEqualTo("12000");
        assertThat(Site.attribute(item, "row")).isEqualTo("12000");
        assertThat(Site.attribute(item, "byte_offset")).isEqualTo("" + csv.bytes().length);
        assertThat(Site.attribute(item, "topic")).isEqualTo(topic);
        assertThat(Site.attribute(item, "partition")).isEqualTo("0");
        assertThat(Site.attribute(item, "last_offset")).isEqualTo("" + Site.number(summary, "last_offset"));
        // an opening, 600 full ones, the last one, the verification
        assertThat(Site.attribute(item, "transaction")).isEqualTo("603");
        assertThat(Site.attribute(item, "attempt")).isEqualTo("1");
        assertThat(Site.attribute(item, "token")).isEqualTo("1");
        assertThat(Site.attribute(item, "source")).contains(source);
        assertThat(Site.attribute(item, "updated_at")).matches("20\\d\\d-.*Z");
    }

    @Test
    void aMissingTableStopsBeforeARowIsSent() {
        String table = Site.unique("missing.table");

        Ended ended =
                run(site.environment(), "load", source, "--topic", topic, "--mirror", "dynamodb://" + table, "--json");

        assertThat(ended.exit()).as(ended.toString()).isEqualTo(4);
        assertThat(ended.lastEvent()).containsEntry("code", ErrorCode.MIRROR_UNUSABLE.name());
        assertThat(String.valueOf(ended.lastEvent().get("message"))).contains(table);
        assertThat(site.end(topic)).isZero();
    }

    @Test
    void aMirrorThatGoesAndReturnsDuringALoadCatchesUp() {
        try (WaybillProcess load = WaybillProcess.start(site.environment(), arguments("--create-table"))) {
            load.awaitCommitted(1_000);
            site.dynamoDb().process().kill();
            load.awaitCommitted(load.committedRows() + 1_000);
            site.dynamoDb().process().restart();

            load.end().wasFine();
        }

        assertThat(mirrored("state")).isEqualTo("VERIFIED");
        assertThat(mirrored("row")).isEqualTo("12000");
        site.assertHolds(topic, csv);
    }

    @Test
    void aMirrorThatStaysAwayHoldsUpNoRowAndTheNextLoadBringsItUpToDate() {
        try (WaybillProcess load = WaybillProcess.start(site.environment(), arguments("--create-table"))) {
            load.awaitCommitted(1_000);
            site.dynamoDb().process().kill();

            Ended ended = load.end().wasFine();

            assertThat(ended.lastEvent()).containsEntry("state", "VERIFIED");
            assertThat(ended.err()).anyMatch(line -> line.contains("mirror is stale"));
        } finally {
            site.dynamoDb().process().restart();
        }
        site.assertHolds(topic, csv);
        assertThat(mirrored("state")).isEqualTo("RUNNING");

        run(site.environment(), arguments()).wasFine();

        assertThat(mirrored("state")).isEqualTo("VERIFIED");
        assertThat(mirrored("row")).isEqualTo("12000");
    }

    @Test
    void aMirrorAheadOfKafkaMeansThatKafkaLostCheckpoints() {
        run(site.environment(), arguments("--create-table", "--verify", "none")).wasFine();

        Ended ended = run(site.environment(), arguments("--checkpoint-topic", Site.unique("other.checkpoints")));

        assertThat(ended.exit()).as(ended.toString()).isEqualTo(8);
        assertThat(ended.lastEvent()).containsEntry("code", ErrorCode.CHECKPOINT_MISMATCH.name());
        assertThat(String.valueOf(ended.lastEvent().get("message"))).startsWith("The mirror knows transaction 602");
    }
}
