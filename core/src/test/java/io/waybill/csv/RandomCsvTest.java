package io.waybill.csv;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random files; each test's parameter is the seed that repeats it. */
final class RandomCsvTest {
    private static final int SEEDS = 400;
    private static final String[] SOUP = {
        "a", "b", ",", ",", "\"", "\"", "\"", "\n", "\n", "\r", "\r\n", "é", "😀", " ", "\uFEFF", "\0"
    };
    private static final String[] TEXT = {"a", "bc", " ", "é", "中", "😀", "'", ";", "12\" x", "\uFEFF"};
    private static final String[] QUOTED_TEXT = {"a", ",", "\"\"", "\n", "\r\n", "é", "😀", " "};

    static LongStream seeds() {
        long first = Long.getLong("waybill.seed", 20_260_101L);
        return LongStream.range(first, first + SEEDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void bothReadersSeeTheSameInAnyBytes(long seed) {
        Random random = new Random(seed);
        byte[] object = soup(random, random.nextInt(60)).getBytes(StandardCharsets.UTF_8);
        CsvDialect dialect = dialect(random);

        Reading reference = Reading.ofReference(object, dialect);
        Reading reading = Reading.of(object, dialect, Position.START, 1 + random.nextInt(object.length + 1));

        assertSame(reading, reference);
        Resumes.check(object, dialect, reading, 1 + random.nextInt(object.length + 1));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void allThreeReadersSeeTheSameInWellFormedFiles(long seed) {
        Random random = new Random(seed);
        String file = wellFormed(random, 1 + random.nextInt(random.nextInt(40) == 0 ? 3000 : 20));
        byte[] object = file.getBytes(StandardCharsets.UTF_8);
        CsvDialect dialect =
                new CsvDialect((byte) ',', (byte) '"', false, CsvDialect.RowEnd.LF, CsvDialect.Quotes.STRICT, 1 << 20);

        Reading reading = Reading.of(object, dialect, Position.START, 1 + random.nextInt(object.length + 1));

        assertThat(reading.error).isEmpty();
        assertThat(reading.rows).isEqualTo(byFastCsv(file));
        assertSame(reading, Reading.ofReference(object, dialect));
    }

    private static void assertSame(Reading reading, Reading reference) {
        assertThat(reading.errorPlace()).isEqualTo(reference.errorPlace());
        assertThat(reading.header).isEqualTo(reference.header);
        assertThat(reading.rows).isEqualTo(reference.rows);
        assertThat(reading.raw).isEqualTo(reference.raw);
        assertThat(reading.numbers).isEqualTo(reference.numbers);
        assertThat(reading.offsets).isEqualTo(reference.offsets);
        assertThat(reading.afterQuote).isEqualTo(reference.afterQuote);
        if (reading.error.isEmpty()) {
            assertThat(reading.blanks).isEqualTo(reference.blanks);
        }
    }

    private static CsvDialect dialect(Random random) {
        return new CsvDialect(
                (byte) ',',
                (byte) '"',
                random.nextBoolean(),
                random.nextInt(4) == 0 ? CsvDialect.RowEnd.CR : CsvDialect.RowEnd.LF,
                CsvDialect.Quotes.STRICT,
                random.nextInt(4) == 0 ? 1 + random.nextInt(20) : 1000);
    }

    private static String soup(Random random, int length) {
        StringBuilder soup = new StringBuilder(random.nextInt(5) == 0 ? "\uFEFF" : "");
        for (int i = 0; i < length; i++) {
            soup.append(SOUP[random.nextInt(SOUP.length)]);
        }
        return soup.toString();
    }

    /** Rows that RFC 4180 defines, or both we and FastCSV beyond it: literal quotes inside of fields, blank lines. */
    private static String wellFormed(Random random, int rows) {
        StringBuilder file = new StringBuilder();
        for (int row = 0; row < rows; row++) {
            for (int field = random.nextInt(5); field >= 0; field--) {
                file.append(random.nextBoolean() ? quoted(random) : some(TEXT, random));
                file.append(field > 0 ? "," : "");
            }
            boolean last = row == rows - 1;
            file.append(last && random.nextBoolean() ? "" : random.nextBoolean() ? "\n" : "\r\n");
        }
        return file.toString().replaceAll("^\uFEFF+", "");
    }

    private static String quoted(Random random) {
        return '"' + some(QUOTED_TEXT, random) + '"';
    }

    private static String some(String[] words, Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(words[random.nextInt(words.length)]);
        }
        return text.toString();
    }

    private static List<List<String>> byFastCsv(String file) {
        List<List<String>> rows = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(file)) {
            for (CsvRecord row : reader) {
                rows.add(row.getFields().stream().map(Visible::text).toList());
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
