package io.waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.ValueFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The generated rows and the values made of them. */
class BenchRowsTest {
    private final Path folder;

    BenchRowsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Path csv(String name, long rows, int rowBytes) throws IOException {
        Path file = folder.resolve(name);
        PlainCsv.write(file, rows, rowBytes);
        return file;
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 100, 1_000})
    void everyRowHasTheBytesAskedForAndSixPlainFields(int rowBytes) throws IOException {
        List<String> lines = Files.readAllLines(csv("rows.csv", 500, rowBytes));

        assertThat(lines).hasSize(501).noneMatch(line -> line.contains("\""));
        assertThat(lines.get(0)).isEqualTo("id,account,city,amount,day,note");
        assertThat(lines.subList(1, 501)).allSatisfy(line -> {
            assertThat(line).hasSize(rowBytes);
            assertThat(line.split(",", -1)).hasSize(6);
        });
        assertThat(lines).doesNotHaveDuplicates();
    }

    @Test
    void theSameArgumentsMakeTheSameBytes() throws IOException {
        assertThat(csv("one.csv", 1_000, 100)).hasSameBinaryContentAs(csv("two.csv", 1_000, 100));
    }

    @Test
    void rowsTooShortForTheirFieldsAreRefused() {
        assertThatThrownBy(() -> csv("rows.csv", 1, 63)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theRawValuesAreTheRowsWithoutTheHeader() throws IOException {
        Path csv = csv("rows.csv", 50, 100);
        Payload payload = Payload.write(ValueFormat.RAW, csv, 20, folder.resolve("raw.txt"));

        List<String> rows = Files.readAllLines(csv);
        assertThat(Files.readAllLines(payload.file())).isEqualTo(rows.subList(1, 21));
        assertThat(payload.records()).isEqualTo(20);
        assertThat(payload.bytesPerRecord()).isEqualTo(100);
    }

    @Test
    void theJsonValuesAreObjectsOfOneLine() throws IOException {
        Payload payload = Payload.write(ValueFormat.JSON, csv("rows.csv", 50, 100), 1_000, folder.resolve("json.txt"));

        List<String> objects = Files.readAllLines(payload.file());
        assertThat(objects).hasSize(50).allMatch(object -> object.startsWith("{\"id\":\"") && object.endsWith("\"}"));
        assertThat(payload.valueBytes()).isEqualTo(Files.size(payload.file()) - 50);
    }

    @Test
    void theSharedSettingsAreTheSinksWithoutWhatIsItsOwn() {
        ProducerSettings settings = ProducerSettings.ofSink("here:1", BenchSite.MAX_MESSAGE_BYTES);

        assertThat(settings.values())
                .containsEntry("bootstrap.servers", "here:1")
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", "true")
                .containsKeys("batch.size", "linger.ms", "compression.type", "buffer.memory", "send.buffer.bytes")
                .doesNotContainKeys("transactional.id", "client.id");
        assertThat(settings.with("linger.ms", "0").value("linger.ms")).isEqualTo("0");
    }
}
