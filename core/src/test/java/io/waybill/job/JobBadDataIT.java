package io.waybill.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.checkpoint.Checkpoint;
import io.waybill.checkpoint.CheckpointTopic;
import io.waybill.checkpoint.JobState;
import io.waybill.source.ByteRange;
import io.waybill.source.FileObjectReader;
import io.waybill.source.ObjectReader;
import io.waybill.source.SourceObject;
import io.waybill.source.StoredChecksum;
import io.waybill.source.StoredChecksum.Algorithm;
import io.waybill.testing.Broker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows that break the dialect, and bytes that are not the stored ones. */
@Timeout(120)
class JobBadDataIT {
    private static final int BAD = 250; // in the third transaction of 100 rows
    private static final String HEADER = "id,name\n";
    private static final long BAD_OFFSET = HEADER.length() + (BAD - 1) * 7L;

    private final String topic = Broker.topic();
    private final String job = Broker.name("job");
    private final Path file;

    JobBadDataIT(@TempDir Path folder) {
        this.file = folder.resolve("rows.csv");
    }

    static Stream<Arguments> badRows() {
        return Stream.of(
                Arguments.of("ragged", bytes("0250,x,y\n"), "3 fields"),
                Arguments.of("short", bytes("0250\n"), "1 field"),
                Arguments.of("not UTF-8", new byte[] {'0', '2', '5', '0', ',', (byte) 0xFF, '\n'}, "0xFF"),
                Arguments.of("text after quote", bytes("\"0250\"0,x\n"), "after a closing quote"),
                Arguments.of("quote never closed", bytes("0250,\"x\n"), "never closed"),
                Arguments.of("too large for the topic", bytes("0250," + "x".repeat(6000) + "\n"), "max.message.bytes"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badRows")
    void aBadRowIsNamedAndTheTransactionsBeforeItStay(String kind, byte[] bad, String reason) {
        String small = Broker.topic(Map.of("max.message.bytes", "5000"));
        write(bad);

        for (int attempt = 1; attempt <= 2; attempt++) { // running again changes nothing
            assertStops(TestJob.of(file, small).named(job), ErrorCode.BAD_ROW)
                    .hasMessageContainingAll(
                            "row " + BAD,
                            "byte " + BAD_OFFSET,
                            file.getFileName().toString(),
                            reason);
            assertThat(Broker.records(small)).hasSize(200);
        }
    }

    @Test
    void theRepairedFileIsAnotherJobAndDoublesNothing() {
        write(bytes("0250,x,y\n"));
        assertStops(TestJob.of(file, topic), ErrorCode.BAD_ROW);
        write(bytes("0250,x\n"));

        assertStops(TestJob.of(file, topic), ErrorCode.DESTINATION_NOT_EMPTY);

        assertThat(Broker.records(topic)).hasSize(200);
        String fresh = Broker.topic();
        Loaded.assertExplained(TestJob.of(file, fresh).run(), 300);
        assertThat(Broker.values(fresh))
                .isEqualTo(IntStream.rangeClosed(1, 300)
                        .mapToObj(row -> String.format("{\"id\":\"%04d\",\"name\":\"x\"}", row))
                        .toList());
    }

    @Test
    void rawTakesRowsAsTheyAre() {
        write(new byte[] {'0', '2', '5', '0', ',', (byte) 0xFF, ',', 'y', '\n'});

        Receipt receipt = TestJob.of(file, topic).raw().run();

        Loaded.assertExplained(receipt, 300);
        assertThat(Broker.records(topic).get(BAD - 1).value())
                .containsExactly('0', '2', '5', '0', ',', (byte) 0xFF, ',', 'y');
    }

    @Test
    void bytesThatAreNotTheStoredOnesFailTheJobForGood() {
        write(bytes("0250,x\n"));
        ObjectReader wrong = stored(0xDEADBEEFL);

        for (int attempt = 1; attempt <= 2; attempt++) {
            assertStops(new TestJob(wrong, topic).named(job), ErrorCode.SOURCE_CORRUPT)
                    .hasMessageContainingAll("deadbeef", "300 rows were committed");
        }

        Checkpoint failed = new CheckpointTopic(Broker.clients(), CheckpointTopic.DEFAULT_NAME, Broker.DEADLINE)
                .read(Broker.admin(), job)
                .orElseThrow();
        assertThat(failed.state()).isEqualTo(JobState.FAILED);
        assertThat(failed.failure()).contains("deadbeef");
    }

    @Test
    void theLastTransactionOfACorruptSourceIsNotCommitted() {
        write(bytes("0250,x\n"));

        assertStops(
                        new TestJob(stored(0xDEADBEEFL), topic).named(job).commits(CommitPolicy.everyRows(299)),
                        ErrorCode.SOURCE_CORRUPT)
                .hasMessageContaining("299 rows were committed");

        assertThat(Broker.records(topic)).hasSize(299);
    }

    @Test
    void bytesThatAreTheStoredOnesPassEvenAcrossACrash() throws IOException {
        write(bytes("0250,x\n"));
        CRC32 crc = new CRC32();
        crc.update(Files.readAllBytes(file));
        ObjectReader right = stored(crc.getValue());
        assertThatThrownBy(() ->
                        new TestJob(right, topic).watchedBy(new CrashAfter(2)).run())
                .isInstanceOf(CrashAfter.Crash.class);

        Receipt receipt = new TestJob(right, topic).run();

        Loaded.assertExplained(receipt, 300);
        assertThat(receipt.checkpoint().checksum()).isEqualTo(new StoredChecksum(Algorithm.CRC32, crc.getValue()));
    }

    /** 300 rows of 7 bytes each, but one. */
    private void write(byte[] oneRow) {
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        csv.writeBytes(bytes(HEADER));
        for (int row = 1; row <= 300; row++) {
            csv.writeBytes(row == BAD ? oneRow : bytes(String.format("%04d,x\n", row)));
        }
        try {
            Files.write(file, csv.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The file with a stored CRC32. */
    private ObjectReader stored(long crc32) {
        FileObjectReader reader = FileObjectReader.open(file);
        SourceObject plain = reader.object();
        SourceObject object = new SourceObject(
                plain.uri(), plain.version(), plain.etag(), plain.size(), new StoredChecksum(Algorithm.CRC32, crc32));
        return new ObjectReader() {
            @Override
            public SourceObject object() {
                return object;
            }

            @Override
            public void readFully(ByteRange range, byte[] target, int at) {
                reader.readFully(range, target, at);
            }

            @Override
            public long bytesRead() {
                return reader.bytesRead();
            }

            @Override
            public void close() {
                reader.close();
            }
        };
    }

    private static AbstractThrowableAssert<?, ?> assertStops(TestJob job, ErrorCode code) {
        return assertThatThrownBy(job::run).isInstanceOfSatisfying(WaybillException.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }
}
