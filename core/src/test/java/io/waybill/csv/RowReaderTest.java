package io.waybill.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.WaybillException;
import io.waybill.source.InMemoryObject;
import io.waybill.source.ReadWindow;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

final class RowReaderTest {
    private static final ReadWindow SMALL = new ReadWindow(1000, 2);

    @Test
    void headerLongerThanTheFirstReadIsFoundOnResume() {
        String header = "h".repeat(300_000);
        InMemoryObject object = object(header + "\na\nb\n");

        try (RowReader rows = open(object, CsvDialect.DEFAULT, new Position(0, 300_003, 1, 0))) {
            assertThat(rows.header()).map(found -> found.row().length).isEqualTo(Optional.of(300_000));
            assertThat(rows.next()).isTrue();
            assertThat(rows.rowNumber()).isEqualTo(2);
        }
    }

    @Test
    void headerAfterManyBlankLinesIsFound() {
        InMemoryObject object = object("\n".repeat(3_000_000) + "h,i\na,b\n");

        try (RowReader rows = open(object, CsvDialect.DEFAULT, Position.START)) {
            assertThat(rows.header()).map(Header::offset).isEqualTo(Optional.of(3_000_000L));
            assertThat(rows.next()).isTrue();
            assertThat(rows.position()).isEqualTo(new Position(0, 3_000_008, 1, 3_000_000));
        }
    }

    @Test
    void rowAcrossManyPartsIsWhole() {
        String field = "x\"\"\n".repeat(50_000);
        InMemoryObject object = object("h\n\"" + field + "\"\nb\n");

        try (RowReader rows = open(object, CsvDialect.DEFAULT, Position.START)) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.end() - rows.start()).isEqualTo(200_002);
            assertThat(rows.next()).isTrue();
            assertThat(rows.position().byteOffset()).isEqualTo(object.object().size());
        }
    }

    @Test
    void rowThatIsTooLongStopsWithoutReadingTheRest() {
        InMemoryObject object = object("h\na\n\"" + "x\n".repeat(5_000_000));

        try (RowReader rows = open(object, dialect(10_000), Position.START)) {
            assertThat(rows.next()).isTrue();
            assertThatThrownBy(rows::next)
                    .isInstanceOf(WaybillException.class)
                    .hasMessageContaining("row 2 at byte 4 of")
                    .hasMessageContaining("longer than 10000 bytes; the last quote in it opens at byte 4");
        }
        assertThat(object.bytesRead()).isLessThan(100_000);
    }

    @Test
    void badRowIsThrownAgainAndThePositionStaysBeforeIt() {
        InMemoryObject object = object("h\na\n\n\"b");

        try (RowReader rows = open(object, CsvDialect.DEFAULT, Position.START)) {
            assertThat(rows.next()).isTrue();
            assertThatThrownBy(rows::next).hasMessageContaining("row 2 at byte 5");
            assertThatThrownBy(rows::next).hasMessageContaining("row 2 at byte 5");
            assertThat(rows.position()).isEqualTo(new Position(0, 5, 1, 1));
        }
    }

    @Test
    void resumeReadsTheHeadAndTheRestOnly() {
        String row = "0123456789\n";
        InMemoryObject object = object("h\n" + row.repeat(1_000_000));

        try (RowReader rows = open(object, CsvDialect.DEFAULT, new Position(0, 2 + 11 * 999_000L, 999_000, 0))) {
            int count = 0;
            while (rows.next()) {
                count++;
            }
            assertThat(count).isEqualTo(1000);
        }
        assertThat(object.bytesRead()).isEqualTo((1 << 16) + 11_000);
    }

    @Test
    void columnsAreThoseOfTheFirstRowWhereverTheReaderStarts() {
        InMemoryObject object = object("a,\"b,c\",d\ne\n");
        CsvDialect headless =
                new CsvDialect((byte) ',', (byte) '"', false, CsvDialect.RowEnd.LF, CsvDialect.Quotes.STRICT, 100);

        try (RowReader rows = open(object, headless, new Position(0, 10, 1, 0))) {
            assertThat(rows.columns()).isEqualTo(3);
            assertThat(rows.header()).isEmpty();
        }
    }

    @Test
    void positionCarriesTheOrdinalOfItsStart() {
        try (RowReader rows = open(object("h\na\n"), CsvDialect.DEFAULT, new Position(3, 0, 70, 5))) {
            assertThat(rows.position()).isEqualTo(new Position(3, 0, 70, 5));
            assertThat(rows.next()).isTrue();
            assertThat(rows.position()).isEqualTo(new Position(3, 4, 71, 5));
        }
    }

    private static RowReader open(InMemoryObject object, CsvDialect dialect, Position start) {
        return RowReader.open(object, dialect, start, new CRC32(), SMALL);
    }

    private static CsvDialect dialect(int maxRowBytes) {
        return new CsvDialect(
                (byte) ',', (byte) '"', true, CsvDialect.RowEnd.LF, CsvDialect.Quotes.STRICT, maxRowBytes);
    }

    private static InMemoryObject object(String text) {
        return new InMemoryObject(text.getBytes(StandardCharsets.UTF_8));
    }
}
