package io.waybill.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.source.HugeObject;
import io.waybill.source.ReadWindow;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** Reading goes on before a place that no int can hold, across it and to the end. */
final class HugeObjectTest {
    private static final long LIMIT = 1L << 31;
    private static final CsvDialect HEADLESS =
            new CsvDialect((byte) ',', (byte) '"', false, CsvDialect.RowEnd.LF, CsvDialect.Quotes.STRICT, 1000);

    @Test
    void bytesPastTwoToTheThirtyOneCountOn() {
        readAcross(LIMIT / HugeObject.ROW);
    }

    @Test
    void rowsPastTwoToTheThirtyOneCountOn() {
        readAcross(LIMIT);
        readAcross(2 * LIMIT);
    }

    /** From 1,000 rows before this one to 1,000 after it. */
    private static void readAcross(long limit) {
        long last = limit + 1_000;
        Position start = position(limit - 1_000);
        try (RowReader rows =
                RowReader.open(new HugeObject(last), HEADLESS, start, new CRC32(), new ReadWindow(1_003, 2))) {
            for (long number = start.rows() + 1; number <= last; number++) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.rowNumber()).isEqualTo(number);
                assertThat(rows.rowOffset()).isEqualTo(position(number - 1).byteOffset());
                assertThat(row(rows)).isEqualTo(HugeObject.row(number));
                assertThat(rows.position()).isEqualTo(position(number));
            }
            assertThat(rows.next()).isFalse();
            assertThat(rows.position()).isEqualTo(position(last));
        }
    }

    private static Position position(long rows) {
        return new Position(0, rows * HugeObject.ROW, rows, 0);
    }

    private static String row(RowReader rows) {
        return new String(rows.buffer(), rows.start(), rows.end() - rows.start(), StandardCharsets.US_ASCII);
    }
}
