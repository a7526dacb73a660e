package io.waybill.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvGeneratorTest {
    private static final long SEED = 42;
    private static final long ROWS = 5_000;

    @Test
    void sameSeedGivesTheSameBytes() {
        assertThat(new CsvGenerator(SEED, ROWS).bytes()).isEqualTo(new CsvGenerator(SEED, ROWS).bytes());
        assertThat(new CsvGenerator(SEED, ROWS).bytes()).isNotEqualTo(new CsvGenerator(SEED + 1, ROWS).bytes());
    }

    @Test
    void shorterFileIsThePrefixOfALongerOne() {
        assertThat(new CsvGenerator(SEED, ROWS).bytes()).startsWith(new CsvGenerator(SEED, ROWS / 2).bytes());
    }

    @Test
    void everyRowEqualsWhatAReaderOfOthersReads() {
        CsvGenerator csv = new CsvGenerator(SEED, ROWS);
        List<List<String>> read = parse(csv.bytes());
        assertThat(read).first().isEqualTo(csv.columns());
        assertThat(read.subList(1, read.size())).isEqualTo(rows(csv));
    }

    @Test
    void rowsOfPlainFilesAndCrLfFilesEqualWhatIsRead() {
        for (CsvOptions options : List.of(
                CsvOptions.plain().withHeader(false),
                CsvOptions.quoted().withHeader(false).withRowEnd("\r\n"),
                CsvOptions.quoted().withHeader(false).withRowBytes(1))) {
            CsvGenerator csv = new CsvGenerator(SEED, ROWS, options);
            assertThat(parse(csv.bytes())).isEqualTo(rows(csv));
        }
    }

    @Test
    void quotedFileHoldsEveryTrap() {
        String csv = text(new CsvGenerator(SEED, ROWS));
        assertThat(csv).contains("\"\"", "\r\n", "ö", "急", "😀");
        assertThat(csv.lines().count()).isGreaterThan(ROWS + 1);
    }

    @Test
    void plainFileHasNoQuotesAndOneLinePerRow() {
        String csv = text(new CsvGenerator(SEED, ROWS, CsvOptions.plain()));
        assertThat(csv).doesNotContain("\"", "\r");
        assertThat(csv.lines().count()).isEqualTo(ROWS + 1);
    }

    @Test
    void firstColumnCountsTheRows() {
        CsvGenerator csv = new CsvGenerator(SEED, Long.MAX_VALUE);
        assertThat(csv.row(1)).first().isEqualTo("1");
        assertThat(csv.row(Long.MAX_VALUE)).first().isEqualTo("9223372036854775807");
    }

    @Test
    void rowsHaveAboutTheWantedBytes() {
        for (int wanted : List.of(120, 1_000, 20_000)) {
            CsvOptions options = CsvOptions.quoted().withRowBytes(wanted);
            int bytes = new CsvGenerator(SEED, 1_000, options).bytes().length;
            assertThat(bytes / 1_000).isBetween(wanted * 8 / 10, wanted * 12 / 10);
        }
    }

    @Test
    void fileHasTheReportedSize(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("rows.csv");
        CsvGenerator csv = new CsvGenerator(SEED, ROWS);
        assertThat(csv.writeTo(file)).isEqualTo(Files.size(file));
        assertThat(csv.writeTo(OutputStream.nullOutputStream())).isEqualTo(Files.size(file));
    }

    @Test
    void noRowsGiveTheHeaderOnly() {
        assertThat(text(new CsvGenerator(SEED, 0))).isEqualTo("id,name,city,amount,ordered_at,tag,note\n");
    }

    @Test
    void rowOutsideTheFileIsRefused() {
        assertThatThrownBy(() -> new CsvGenerator(SEED, 9).row(10)).hasMessage("row 10 of 9");
        assertThatThrownBy(() -> new CsvGenerator(SEED, 9).row(0)).hasMessage("row 0 of 9");
    }

    private static String text(CsvGenerator csv) {
        return new String(csv.bytes(), StandardCharsets.UTF_8);
    }

    private static List<List<String>> rows(CsvGenerator csv) {
        return LongStream.rangeClosed(1, csv.rows()).mapToObj(csv::row).toList();
    }

    private static List<List<String>> parse(byte[] csv) {
        String text = new String(csv, StandardCharsets.UTF_8);
        return CsvReader.builder().ofCsvRecord(text).stream()
                .map(CsvRecord::getFields)
                .toList();
    }
}
