package io.waybill.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.WaybillException;
import io.waybill.csv.CsvDialect.Quotes;
import io.waybill.csv.CsvDialect.RowEnd;
import io.waybill.source.InMemoryObject;
import io.waybill.source.Part;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Framing eight bytes at a time finds what the naive reader finds a byte at a time. A parameter is a random test's seed. */
final class RowFramerTest {
    /** What matters, and what a zero byte test that is not exact takes for it: one bit beside it, or with the high bit. */
    private static final byte[] TRAPS =
            "\n\n\r\r\"\"\",,\u000B\b#! \0\u0001\u008A\u008D\u00A2\u00AC\u00FFab".getBytes(StandardCharsets.ISO_8859_1);

    private static final List<String> FRAGMENTS = List.of(
            "\n",
            "\r\n",
            "\r",
            "\n\n",
            "\n\u000B\u000B",
            "\"\n\"",
            ",\"\n\"",
            ",\"\",",
            ",\"\"\"\"\n",
            ",\"\",\"\n\"\n",
            "\n\"\n\"\n",
            "\n\"\"\"\n\"\"\",\"\"x\"\"\n",
            "\n\"a\"b\"\n",
            "\"#\"#\n",
            "\u008A\u00A2\n",
            ",\"\",\"",
            "\n\"");

    static LongStream seeds() {
        long first = Long.getLong("waybill.seed", 20_260_301L);
        return LongStream.range(first, first + 300);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LF", "CR"})
    void rowsAndQuotesAreFoundAtEveryPlaceOfEightBytesAndCutAnywhere(RowEnd rowEnd) {
        for (String fragment : FRAGMENTS) {
            for (int before = 0; before <= 17; before++) {
                for (String after : List.of("", "y", "\n", "yyyyyyyyyy,\"\"\n")) {
                    byte[] object = latin1("x".repeat(before) + fragment + after);
                    List<String> expected = byReference(object, dialect(rowEnd, 1000));
                    for (int part = 1; part <= object.length; part++) {
                        int bytes = part;
                        assertThat(framed(object, dialect(rowEnd, 1000), at -> bytes))
                                .as("%s in parts of %d", Visible.text(object), part)
                                .isEqualTo(expected);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void randomBytesInRandomPartsAreFramedAsByTheNaiveReader(long seed) {
        Random random = new Random(seed);
        byte[] object = new byte[random.nextInt(300)];
        for (int i = 0, trapsInTen = 1 + random.nextInt(10); i < object.length; i++) {
            object[i] = random.nextInt(10) < trapsInTen ? TRAPS[random.nextInt(TRAPS.length)] : (byte) 'x';
        }
        RowEnd rowEnd = random.nextInt(4) == 0 ? RowEnd.CR : RowEnd.LF;
        CsvDialect dialect = dialect(rowEnd, random.nextInt(3) == 0 ? 1 + random.nextInt(30) : 1000);
        int largest = 1 + random.nextInt(object.length + 1);

        assertThat(framed(object, dialect, at -> 1 + random.nextInt(largest))).isEqualTo(byReference(object, dialect));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void manyRowsFillBlockAfterBlock(long seed) {
        Random random = new Random(seed);
        StringBuilder file = new StringBuilder();
        for (int row = random.nextInt(3000); row >= 0; row--) {
            String field = "é".repeat(random.nextInt(4)) + "x".repeat(random.nextInt(12));
            file.append(random.nextInt(4) > 0 ? field : '"' + field + "\n\",\"\"\"\"")
                    .append("\n");
        }
        byte[] object = file.toString().getBytes(StandardCharsets.UTF_8);
        CsvDialect dialect = dialect(RowEnd.LF, random.nextInt(3) == 0 ? 18 : 1000);

        assertThat(framed(object, dialect, at -> object.length)).isEqualTo(byReference(object, dialect));
    }

    @Test
    void rowsBeforeOneThatIsTooLongComeFirst() {
        for (int rows : new int[] {0, 1, 1022, 1023, 1024, 1025, 2048}) {
            byte[] object = latin1("ab\n".repeat(rows) + ",\"xxxxxxxx\"\nab\n");
            List<String> framed = framed(object, dialect(RowEnd.LF, 9), at -> object.length);

            assertThat(framed).hasSize(rows + 1).isEqualTo(byReference(object, dialect(RowEnd.LF, 9)));
            assertThat(framed.get(rows)).isEqualTo("BAD_ROW row " + (rows + 1) + " at byte " + 3 * rows);
        }
    }

    /** Of each row that is not blank offset and bytes; at last the error, if there is one. */
    private static List<String> framed(byte[] object, CsvDialect dialect, IntUnaryOperator partBytes) {
        List<String> rows = new ArrayList<>();
        Iterator<Part> parts = parts(object, partBytes).iterator();
        RowFramer framer = new RowFramer(
                new InMemoryObject(object).object(),
                dialect,
                0,
                () -> parts.hasNext() ? Optional.of(parts.next()) : Optional.empty());
        long limit = 0;
        try {
            for (Optional<RowBlock> next = framer.next(1); next.isPresent(); next = framer.next(rows.size() + 1L)) {
                RowBlock block = next.get();
                assertThat(block.rows()).isPositive();
                assertThat(block.base() + block.start(0)).isEqualTo(limit);
                limit = block.limit();
                add(block, rows);
            }
            assertThat(limit).isEqualTo(object.length);
        } catch (WaybillException e) {
            rows.add((e.code() + " " + e.getMessage()).replaceAll(" of s3.*", ""));
        }
        return rows;
    }

    private static void add(RowBlock block, List<String> rows) {
        for (int row = 0; row < block.rows(); row++) {
            if (block.end(row) > block.start(row)) {
                byte[] bytes = Arrays.copyOfRange(block.buffer(), block.start(row), block.end(row));
                rows.add(block.base() + block.start(row) + " " + Visible.text(bytes));
            }
        }
    }

    private static List<Part> parts(byte[] object, IntUnaryOperator partBytes) {
        List<Part> parts = new ArrayList<>();
        for (int at = 0; at < object.length; ) {
            int to = Math.min(object.length, at + partBytes.applyAsInt(at));
            parts.add(new Part(0, at, Arrays.copyOfRange(object, at, to)));
            at = to;
        }
        return parts;
    }

    private static List<String> byReference(byte[] object, CsvDialect dialect) {
        Reading reading = Reading.ofReference(object, dialect);
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < reading.raw.size(); row++) {
            rows.add(reading.offsets.get(row) + " " + reading.raw.get(row));
        }
        if (!reading.error.isEmpty()) {
            rows.add(reading.errorPlace());
        }
        return rows;
    }

    private static CsvDialect dialect(RowEnd rowEnd, int maxRowBytes) {
        return new CsvDialect((byte) ',', (byte) '"', false, rowEnd, Quotes.LENIENT, maxRowBytes);
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
