package io.waybill.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.ErrorCode;
import io.waybill.ValueFormat;
import io.waybill.WaybillException;
import io.waybill.csv.CsvDialect;
import io.waybill.csv.Position;
import io.waybill.source.SourceObject;
import io.waybill.source.StoredChecksum;
import io.waybill.source.StoredChecksum.Algorithm;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointJsonTest {
    private static final CsvDialect UNUSUAL = new CsvDialect(
            (byte) '\t', (byte) '\'', false, CsvDialect.RowEnd.CR, CsvDialect.Quotes.LENIENT, Integer.MAX_VALUE);

    static List<Checkpoint> everyState() {
        Checkpoint running = running();
        Checkpoint finished = running.finished();
        Proof proof = new Proof(
                7_000_000_000L, 9, 5, List.of(new OffsetRange(3, 5), new OffsetRange(6_000_000_000L, 6_000_000_003L)));
        return List.of(
                Checkpoint.none(running.identity(), 17, new StoredChecksum(Algorithm.CRC32, 0)),
                running,
                finished,
                finished.verified(proof),
                finished.verified(Proof.NONE),
                running.failed("bytes differ: \"a\" is not ü"));
    }

    private static Checkpoint running() {
        SourceObject source = new SourceObject(
                "s3://bucket/päth \"x\".csv", "", "etag", 1L << 40, new StoredChecksum(Algorithm.CRC64NVME, -2L));
        JobIdentity identity = new JobIdentity(
                "job-1",
                source,
                new Destination("cluster", "orders", "topic-id", 11),
                new ContentSettings(UNUSUAL, ValueFormat.RAW));
        return Checkpoint.none(identity, 17, new StoredChecksum(Algorithm.CRC64NVME, 0))
                .ownedBy(3, 8_000_000_001L)
                .at(new Position(1, 1L << 39, 7_000_000_000L, 2), new StoredChecksum(Algorithm.CRC64NVME, -1L))
                .committedWith(
                        new Delivered(
                                7_000_000_000L,
                                17,
                                18,
                                7_000_000_100L,
                                "ab".repeat(32),
                                "cd".repeat(32),
                                List.of(5L, 6_000_000_000L)),
                        5_000_000_000L,
                        Instant.parse("2026-01-02T03:04:05.678901Z"));
    }

    @ParameterizedTest
    @MethodSource("everyState")
    void everyStateIsReadAsWritten(Checkpoint checkpoint) {
        assertThat(CheckpointJson.read(CheckpointJson.write(checkpoint))).isEqualTo(checkpoint);
    }

    @Test
    void fieldsOfANewerWaybillAreIgnored() {
        String json = written().replaceFirst("\\{", "{\"new_field\":{\"a\":[1]},");

        assertThat(CheckpointJson.read(bytes(json))).isEqualTo(running());
    }

    @Test
    void anotherFormatIsRefusedByItsNumber() {
        String json = written().replace("\"format\":1", "\"format\":2");

        assertThatMismatch(json).hasMessageContaining("format 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "hello", "[]", "null", "5", "{", "{}", "\"text\"", "{\"format\":\"1\"}", "{\"format\":null}"
            })
    void whatIsNoCheckpointIsRefused(String json) {
        assertThatMismatch(json).hasMessageContaining("checkpoint");
    }

    @Test
    void aFieldOfTheWrongKindIsNamed() {
        assertThatMismatch(written().replace("\"attempt\":3", "\"attempt\":\"three\""))
                .hasMessageContaining("attempt");
        assertThatMismatch(written().replace("\"rows\":", "\"lines\":")).hasMessageContaining("rows");
    }

    @Test
    void aValueThatThisFormatDoesNotKnowIsRefused() {
        assertThatMismatch(written().replace("\"state\":\"RUNNING\"", "\"state\":\"PAUSED\""))
                .hasMessageContaining("PAUSED");
        assertThatMismatch(written().replace("2026-01-02T", "yesterday ")).hasMessageContaining("yesterday");
        assertThatMismatch(written().replace("\"quote\":\"'\"", "\"quote\":\"\""));
    }

    private static String written() {
        return new String(CheckpointJson.write(running()), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ?> assertThatMismatch(String json) {
        return assertThatThrownBy(() -> CheckpointJson.read(bytes(json)))
                .isInstanceOfSatisfying(
                        WaybillException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CHECKPOINT_MISMATCH));
    }
}
