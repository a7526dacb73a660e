package io.waybill.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.WaybillException;
import io.waybill.csv.CsvDialect;
import io.waybill.csv.CsvDialect.Quotes;
import io.waybill.csv.CsvDialect.RowEnd;
import io.waybill.source.InMemoryObject;
import io.waybill.source.ReadWindow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That the specification is followed, CsvSpecTest and RandomCsvTest show; here the parts are small ones. */
class ReferenceRowReaderTest {
    private static final String SOUP = "abé,,\"\"\"\r\n\n\r";

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whereAPartEndsMakesNoDifference(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (RowEnd rowEnd : RowEnd.values()) {
            byte[] file = soup(random);
            CsvDialect dialect =
                    new CsvDialect((byte) ',', (byte) '"', random.nextBoolean(), rowEnd, Quotes.LENIENT, 30);
            List<String> whole = reading(file, dialect, file.length);
            for (int partBytes = 1; partBytes < 20; partBytes++) {
                assertThat(reading(file, dialect, partBytes))
                        .as("seed %d, parts of %d", seed, partBytes)
                        .isEqualTo(whole);
            }
        }
    }

    private static byte[] soup(SplittableRandom random) {
        StringBuilder file = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            file.append(SOUP.charAt(random.nextInt(SOUP.length())));
        }
        return file.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** All that the reader tells, as text. */
    private static List<String> reading(byte[] file, CsvDialect dialect, int partBytes) {
        List<String> told = new ArrayList<>();
        try (ReferenceRowReader rows =
                new ReferenceRowReader(new InMemoryObject(file), dialect, new ReadWindow(partBytes, 2))) {
            told.add("header " + texts(rows.header()));
            while (rows.next()) {
                told.add(rows.rowNumber() + " at " + rows.rowOffset() + " " + texts(List.of(rows.rowBytes())) + " = "
                        + texts(rows.fields()) + " " + rows.textAfterQuote());
            }
            told.add(rows.blankLines() + " blank");
        } catch (WaybillException e) {
            told.add(e.code() + " " + e.getMessage());
        }
        return told;
    }

    private static List<String> texts(List<byte[]> bytes) {
        return bytes.stream()
                .map(text -> new String(text, StandardCharsets.UTF_8))
                .toList();
    }
}
