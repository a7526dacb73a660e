package io.waybill.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.waybill.ValueFormat;
import io.waybill.checkpoint.Checkpoint;
import io.waybill.checkpoint.ContentSettings;
import io.waybill.checkpoint.Delivered;
import io.waybill.checkpoint.Destination;
import io.waybill.checkpoint.JobIdentity;
import io.waybill.checkpoint.JobState;
import io.waybill.checkpoint.OffsetRange;
import io.waybill.checkpoint.Proof;
import io.waybill.csv.CsvDialect;
import io.waybill.csv.Position;
import io.waybill.source.SourceObject;
import io.waybill.source.StoredChecksum;
import io.waybill.source.StoredChecksum.Algorithm;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The receipt and {@code receipt.schema.json} describe each other, field by field. */
class ReceiptSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode SCHEMA = schema();
    private static final JsonSchema VALIDATOR =
            JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(SCHEMA);

    @ParameterizedTest
    @EnumSource(JobState.class)
    void receiptOfEachStateFits(JobState state) {
        assertThat(complaints(receipt(state))).isEmpty();
    }

    @Test
    void receiptBeforeTheFirstRowFits() {
        assertThat(complaints(json(new Receipt(beginning())))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(JobState.class)
    void receiptIsReadBackAsItWas(JobState state) {
        Receipt receipt = new Receipt(checkpoint(state));

        assertThat(Receipt.parse(receipt.toJson().getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(receipt);
    }

    @Test
    void everyDescribedFieldIsInSomeReceipt() {
        Set<String> described = new TreeSet<>();
        describedFields(SCHEMA, "", described);
        Set<String> written = new TreeSet<>();
        for (JobState state : JobState.values()) {
            written.addAll(fieldsOf(state));
        }
        writtenFields(receiptOfTheLoader(), "", written);

        assertThat(described).hasSizeGreaterThan(40).isEqualTo(written);
    }

    @Test
    void whereTheTimeWentIsDescribedInWhole() {
        assertThat(complaints(receiptOfTheLoader())).isEmpty();
        Set<String> fields = new TreeSet<>();
        writtenFields(receiptOfTheLoader().get("load"), "/load", fields);
        for (String field : fields) {
            ObjectNode broken = receiptOfTheLoader();
            parent(broken, field).remove(name(field));

            assertThat(complaints(broken)).as("without " + field).isNotEmpty();
        }
    }

    @Test
    void everyFieldHasADescription() {
        Set<String> mute = new TreeSet<>();
        muteFields(SCHEMA, "", mute);

        assertThat(mute).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(JobState.class)
    void receiptWithoutAFieldIsRefused(JobState state) {
        for (String field : fieldsOf(state)) {
            ObjectNode broken = receipt(state);
            parent(broken, field).remove(name(field));

            assertThat(complaints(broken)).as("without " + field).isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(JobState.class)
    void receiptWithAFieldOfAnotherTypeIsRefused(JobState state) {
        for (String field : fieldsOf(state)) {
            ObjectNode broken = receipt(state);
            parent(broken, field).putNull(name(field));

            assertThat(complaints(broken)).as("null as " + field).isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(JobState.class)
    void receiptWithAnUndescribedFieldIsRefused(JobState state) {
        for (String field : fieldsOf(state)) {
            ObjectNode broken = receipt(state);
            parent(broken, field).put("undescribed", 1);

            assertThat(complaints(broken)).as("undescribed beside " + field).isNotEmpty();
        }
    }

    @Test
    void proofIsOfVerifiedReceiptsOnly() {
        ObjectNode broken = receipt(JobState.FINISHED);
        broken.set("proof", receipt(JobState.VERIFIED).get("proof"));

        assertThat(complaints(broken)).isNotEmpty();
    }

    private static Set<String> complaints(JsonNode receipt) {
        Set<String> complaints = new TreeSet<>();
        VALIDATOR.validate(receipt).forEach(complaint -> complaints.add(complaint.toString()));
        return complaints;
    }

    private static Set<String> fieldsOf(JobState state) {
        Set<String> fields = new TreeSet<>();
        writtenFields(receipt(state), "", fields);
        return fields;
    }

    private static void writtenFields(JsonNode node, String path, Set<String> found) {
        node.properties().forEach(field -> {
            String here = path + "/" + field.getKey();
            found.add(here);
            writtenFields(field.getValue(), here, found);
        });
    }

    private static void describedFields(JsonNode schema, String path, Set<String> found) {
        resolved(schema).path("properties").properties().forEach(field -> {
            String here = path + "/" + field.getKey();
            found.add(here);
            describedFields(field.getValue(), here, found);
        });
    }

    private static void muteFields(JsonNode schema, String path, Set<String> found) {
        resolved(schema).path("properties").properties().forEach(field -> {
            String here = path + "/" + field.getKey();
            if (!field.getValue().has("description")
                    && !resolved(field.getValue()).has("description")) {
                found.add(here);
            }
            muteFields(field.getValue(), here, found);
        });
    }

    private static JsonNode resolved(JsonNode schema) {
        return schema.has("$ref") ? SCHEMA.at(schema.get("$ref").asText().substring(1)) : schema;
    }

    private static ObjectNode parent(ObjectNode receipt, String field) {
        return (ObjectNode) receipt.at(field.substring(0, field.lastIndexOf('/')));
    }

    private static String name(String field) {
        return field.substring(field.lastIndexOf('/') + 1);
    }

    private static ObjectNode receiptOfTheLoader() {
        Map<StageReport.Stage, StageReport.Times> times = new EnumMap<>(StageReport.Stage.class);
        for (StageReport.Stage stage : StageReport.Stage.values()) {
            times.put(stage, new StageReport.Times(0.25, 0.5, 1));
        }
        return json(new Receipt(checkpoint(JobState.VERIFIED), new StageReport(40_000, 1.75, times)));
    }

    private static ObjectNode receipt(JobState state) {
        return json(new Receipt(checkpoint(state)));
    }

    private static ObjectNode json(Receipt receipt) {
        try {
            return (ObjectNode) JSON.readTree(receipt.toJson());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode schema() {
        try (InputStream in = Receipt.class.getResourceAsStream("receipt.schema.json")) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Checkpoint checkpoint(JobState state) {
        Checkpoint running = beginning()
                .ownedBy(2, 7)
                .at(new Position(0, 5_000_000_000L, 40_000_000, 3), new StoredChecksum(Algorithm.CRC32C, 0xcafe1234L))
                .committedWith(
                        new Delivered(40_000_000, 10, 10, 40_000_600, "ab".repeat(32), "cd".repeat(32), List.of(400L)),
                        612,
                        Instant.parse("2026-02-03T04:05:06.789Z"));
        return switch (state) {
            case RUNNING -> running;
            case FINISHED -> running.finished();
            case VERIFIED ->
                running.finished().verified(new Proof(40_000_000, 583, 9, List.of(new OffsetRange(100, 109))));
            case FAILED -> running.failed("the bytes read have another checksum");
        };
    }

    private static Checkpoint beginning() {
        return Checkpoint.none(
                new JobIdentity(
                        "orders-2026",
                        new SourceObject(
                                "s3://bucket/orders.csv",
                                "v1",
                                "0123abcd",
                                5_000_000_000L,
                                new StoredChecksum(Algorithm.CRC32C, 0xcafe1234L)),
                        new Destination("cluster", "orders", "5ZcXT1mJQpCWbuNZuHHzwA", 0),
                        new ContentSettings(CsvDialect.DEFAULT, ValueFormat.JSON)),
                10,
                new StoredChecksum(Algorithm.CRC32C, 0));
    }
}
