package io.waybill.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.waybill.ErrorCode;
import io.waybill.ValueFormat;
import io.waybill.WaybillException;
import io.waybill.csv.CsvDialect;
import io.waybill.csv.CsvDialect.Quotes;
import io.waybill.csv.CsvDialect.RowEnd;
import io.waybill.csv.Position;
import io.waybill.csv.RowReader;
import io.waybill.source.InMemoryObject;
import io.waybill.source.ReadWindow;
import io.waybill.verify.ExpectedValues;
import io.waybill.verify.ReferenceRowReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.zip.CRC32;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The oracle is ExpectedValues, which writes with jackson-core. */
final class JsonEncoderTest {
    private static final ReadWindow WINDOW = new ReadWindow(64, 2);
    private static final List<ReadWindow> WINDOWS = List.of(WINDOW, new ReadWindow(9, 2), ReadWindow.DEFAULT);

    static LongStream seeds() {
        long first = Long.getLong("waybill.seed", 20_260_201L);
        return LongStream.range(first, first + 100);
    }

    @Test
    void rowBecomesAnObjectWithTheColumnNamesAsKeys() {
        assertThat(encode("a,b\n1,\n\"x \"\"y\"\"\",\"é😀\n\"\n", dialect(true, Quotes.STRICT)))
                .containsExactly("{\"a\":\"1\",\"b\":\"\"}", "{\"a\":\"x \\\"y\\\"\",\"b\":\"é😀\\n\"}");
    }

    @Test
    void withoutAHeaderKeysAreNumbered() {
        assertThat(encode("1,2,3\n4,5,6\n", dialect(false, Quotes.STRICT)))
                .containsExactly(
                        "{\"c1\":\"1\",\"c2\":\"2\",\"c3\":\"3\"}", "{\"c1\":\"4\",\"c2\":\"5\",\"c3\":\"6\"}");
    }

    @Test
    void recordHasNeitherKeyNorHeadersNorTimestamp() {
        try (RowReader rows = open(bytes("a\n1\n"), dialect(true, Quotes.STRICT))) {
            rows.next();
            ProducerRecord<byte[], byte[]> encoded = new JsonEncoder("topic", 7, rows).encode(rows);

            assertThat(encoded.topic()).isEqualTo("topic");
            assertThat(encoded.partition()).isEqualTo(7);
            assertThat(encoded.key()).isNull();
            assertThat(encoded.timestamp()).isNull();
            assertThat(encoded.headers()).isEmpty();
        }
    }

    @Test
    void everyAsciiCharacterIsWrittenAsJacksonWritesIt() {
        StringBuilder file = new StringBuilder("k\b\u0001\u007F,\"l\\\"\"/\n\"\n");
        for (char c = 0; c < 128; c++) {
            file.append('"').append(c == '"' ? "\"\"" : c).append("\",x").append("\n");
        }
        assertSameAsJackson(bytes(file.toString()), dialect(true, Quotes.STRICT));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void randomFieldsAreWrittenAsJacksonWritesThem(long seed) {
        Random random = new Random(seed);
        StringBuilder file = new StringBuilder("é,\"😀\"\"\",\"\u0002\n\"\n");
        for (int row = 0; row < 20; row++) {
            file.append(List.of(field(random), field(random), field(random)).stream()
                    .collect(Collectors.joining(",", "", "\r\n")));
        }
        assertSameAsJackson(bytes(file.toString()), dialect(true, Quotes.STRICT));
    }

    @Test
    void everyCharacterIsWrittenAsJacksonWritesItAtEveryPlaceOfEightBytes() {
        for (int before = 0; before < 17; before++) {
            StringBuilder file = new StringBuilder("k,l\n");
            for (String c : characters()) {
                for (int after = 0; after < 10; after += 3) {
                    String field = "x".repeat(before) + c + "#!]\u001F".substring(0, after % 4) + "y".repeat(after);
                    file.append('"').append(field).append("\",");
                    file.append(before > 0 ? field.replace("\"\"", "\"").replaceAll("[,\r\n]", "") : "z")
                            .append('\n');
                }
            }
            assertSameAsJackson(bytes(file.toString()), dialect(true, Quotes.STRICT));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyDelimiterAndQuoteAreTakenOutAndWhatIsLeftIsEscaped(long seed) {
        Random random = new Random(seed);
        String signs = "\t|;,\\\"'\u0001~";
        int delimiter = random.nextInt(signs.length());
        int quote = (delimiter + 1 + random.nextInt(signs.length() - 1)) % signs.length();
        CsvDialect dialect = new CsvDialect(
                (byte) signs.charAt(delimiter), (byte) signs.charAt(quote), false, RowEnd.LF, Quotes.LENIENT, 1 << 20);
        StringBuilder file = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            file.append(random.nextInt(3) > 0 ? "x" : random.nextInt(4) == 0 ? "é" : signs.charAt(random.nextInt(9)));
            file.append(random.nextInt(40) == 0 ? "\n" : "");
        }
        for (ReadWindow window : WINDOWS) {
            byte[] object = bytes(file.toString());
            assertThat(rowOutcomes(object, dialect, window)).isEqualTo(expectedOutcomes(object, dialect));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void randomBytesAreBadForBothOrTheSameForBoth(long seed) {
        Random random = new Random(seed);
        int[] soup = {'a', ',', '"', '"', '\n', 0xC3, 0xA9, 0xE2, 0x82, 0xAC, 0xF0, 0x9F, 0x98, 0x80, 0xED, 0xA0, 0xFF};
        byte[] file = new byte[40];
        for (int i = 0; i < file.length; i++) {
            file[i] = (byte) soup[random.nextInt(soup.length)];
        }
        file[file.length - 1] = random.nextBoolean() ? (byte) '"' : (byte) '\n';
        for (Quotes quotes : Quotes.values()) {
            assertThat(rowOutcomes(file, dialect(false, quotes)))
                    .isEqualTo(expectedOutcomes(file, dialect(false, quotes)));
        }
    }

    @Test
    void everySequenceOfTwoBytesIsJudgedAsJavaDoes() {
        StringBuilder file = new StringBuilder();
        for (char lead = 0x80; lead < 0x100; lead++) {
            for (char second = 0x80; second < 0x100; second++) {
                for (String rest : List.of("", "\u0080", "\u0080\u0080", "x")) {
                    file.append('x').append(lead).append(second).append(rest).append('\n');
                }
            }
        }
        byte[] object = latin1(file.toString());
        CsvDialect dialect = dialect(false, Quotes.STRICT);

        List<String> outcomes = rowOutcomes(object, dialect);

        assertThat(outcomes).hasSize(128 * 128 * 4).isEqualTo(expectedOutcomes(object, dialect));
    }

    @Test
    void replacementCharacterInTheFileIsNoBadByte() {
        assertSameAsJackson(bytes("a\n\uFFFD\n\"\uFFFE\"\n"), dialect(true, Quotes.STRICT));
    }

    @Test
    void halvesOfACharacterAroundAClosingQuoteAreBadForBoth() {
        byte[] file = latin1("\"\u00C3\"\u00A9\n");
        assertThat(rowOutcomes(file, dialect(false, Quotes.LENIENT))).containsExactly("bad");
        assertThat(expectedOutcomes(file, dialect(false, Quotes.LENIENT))).containsExactly("bad");
    }

    @Test
    void wrongFieldCountNamesRowByteAndBothCounts() {
        assertBad("a,b\n1,2\n\n1,2,3\n", Quotes.STRICT)
                .hasMessageContaining("row 2 at byte 9 of s3://bucket/rows.csv")
                .hasMessageEndingWith("has 3 fields, the header has 2");
        assertBad("a,b\n1\n", Quotes.STRICT).hasMessageEndingWith("has 1 field, the header has 2");
    }

    @Test
    void invalidUtf8NamesTheByte() {
        assertBad("a,b\n1,\"x\u00C3\"\n", Quotes.STRICT)
                .hasMessageContaining("row 1 at byte 4 of")
                .hasMessageEndingWith("is not UTF-8: 0xC3 at byte 8");
    }

    @Test
    void textAfterAClosingQuoteIsBadUnlessLenient() {
        assertBad("a,b\n1,\"x\"y\n", Quotes.STRICT)
                .hasMessageContaining("row 1 at byte 4 of")
                .hasMessageEndingWith("has text after a closing quote at byte 9");
        assertThat(encode("a,b\n1,\"x\"\"\"y\"z\n", dialect(true, Quotes.LENIENT)))
                .containsExactly("{\"a\":\"1\",\"b\":\"x\\\"y\\\"z\"}");
    }

    @Test
    void afterABadRowTheNextOneCanBeEncoded() {
        try (RowReader rows = open(bytes("a,b\n1\n1,2\n"), dialect(true, Quotes.STRICT))) {
            JsonEncoder encoder = new JsonEncoder("topic", 0, rows);
            rows.next();
            assertThatThrownBy(() -> encoder.encode(rows)).isInstanceOf(WaybillException.class);
            rows.next();
            assertThat(utf8(encoder.encode(rows).value())).isEqualTo("{\"a\":\"1\",\"b\":\"2\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b,a,\"b\",c: names twice: \"a\", \"b\"", "a,,b,: has no name for column 2, column 4"})
    void duplicateAndEmptyNamesAreRefusedWithTheNames(String headerAndReason) {
        String[] parts = headerAndReason.split(": ", 2);
        try (RowReader rows = open(bytes(parts[0] + "\n"), dialect(true, Quotes.STRICT))) {
            assertThatThrownBy(() -> new JsonEncoder("topic", 0, rows))
                    .hasMessageContaining(parts[1])
                    .asInstanceOf(type(WaybillException.class))
                    .returns(ErrorCode.SOURCE_UNSUPPORTED, WaybillException::code);
        }
    }

    @Test
    void headerThatIsNotUtf8IsRefused() {
        try (RowReader rows = open(latin1("a,b\u00E9\n"), dialect(true, Quotes.STRICT))) {
            assertThatThrownBy(() -> new JsonEncoder("topic", 0, rows)).hasMessageContaining("is not UTF-8: 0xE9");
        }
    }

    @Test
    void emptyObjectHasAnEncoderAndNoRows() {
        assertThat(encode("", dialect(true, Quotes.STRICT))).isEmpty();
    }

    @Test
    void rawValueIsTheRowAsItStands() {
        byte[] file = latin1("h\n \"\u00FF\"\"x\ny,\u00C3\r\n");
        try (RowReader rows = open(file, dialect(true, Quotes.STRICT))) {
            rows.next();
            rows.next();
            byte[] value = new RawEncoder("topic", 0).encode(rows).value();
            assertThat(value).isEqualTo(latin1("y,\u00C3"));
        }
    }

    private static void assertSameAsJackson(byte[] file, CsvDialect dialect) {
        List<String> expected = expectedOutcomes(file, dialect);
        assertThat(expected).isNotEmpty().doesNotContain("bad");
        for (ReadWindow window : WINDOWS) {
            assertThat(rowOutcomes(file, dialect, window)).isEqualTo(expected);
        }
    }

    private static List<String> encode(String file, CsvDialect dialect) {
        return rowOutcomes(bytes(file), dialect);
    }

    private static List<String> rowOutcomes(byte[] file, CsvDialect dialect) {
        return rowOutcomes(file, dialect, WINDOW);
    }

    private static List<String> rowOutcomes(byte[] file, CsvDialect dialect, ReadWindow window) {
        List<String> outcomes = new ArrayList<>();
        try (RowReader rows = open(file, dialect, window)) {
            JsonEncoder encoder = new JsonEncoder("topic", 0, rows);
            while (rows.next()) {
                outcomes.add(outcome(encoder, rows));
            }
        } catch (WaybillException unclosedQuote) {
            outcomes.add("end");
        }
        return outcomes;
    }

    private static String outcome(JsonEncoder encoder, RowReader rows) {
        try {
            return utf8(encoder.encode(rows).value());
        } catch (WaybillException bad) {
            return "bad";
        }
    }

    private static List<String> expectedOutcomes(byte[] file, CsvDialect dialect) {
        List<String> outcomes = new ArrayList<>();
        try (ReferenceRowReader rows = new ReferenceRowReader(new InMemoryObject(file), dialect, WINDOW);
                ExpectedValues values = new ExpectedValues(ValueFormat.JSON, rows)) {
            while (rows.next()) {
                outcomes.add(values.current().map(JsonEncoderTest::utf8).orElse("bad"));
            }
        } catch (WaybillException unclosedQuote) {
            outcomes.add("end");
        }
        return outcomes;
    }

    private static AbstractThrowableAssert<?, ?> assertBad(String latin1, Quotes quotes) {
        try (RowReader rows = open(latin1(latin1), dialect(true, quotes))) {
            JsonEncoder encoder = new JsonEncoder("topic", 0, rows);
            return assertThatThrownBy(() -> {
                        while (rows.next()) {
                            encoder.encode(rows);
                        }
                    })
                    .isInstanceOf(WaybillException.class)
                    .matches(e -> ((WaybillException) e).code() == ErrorCode.BAD_ROW);
        }
    }

    private static String field(Random random) {
        StringBuilder field = new StringBuilder("\"");
        for (int i = random.nextInt(30); i > 0; i--) {
            int bound = new int[] {0x20, 0x80, 0x800, 0xD800, 0x110000}[random.nextInt(5)];
            int codePoint = random.nextInt(bound);
            boolean surrogate = codePoint >= 0xD800 && codePoint < 0xE000;
            field.append(codePoint == '"' ? "\"\"" : Character.toString(surrogate ? 'x' : codePoint));
        }
        return field.append('"').toString();
    }

    /** As they stand in quotes: all of ASCII, its neighbours, and some of each longer length. */
    private static List<String> characters() {
        List<String> characters = new ArrayList<>();
        for (char c = 0; c <= 0x100; c++) {
            characters.add(c == '"' ? "\"\"" : String.valueOf(c));
        }
        characters.addAll(List.of("\u07FF", "\u0800", "中", "\uFFFF", "\uD800\uDC00", "😀", "éé中😀é", ""));
        return characters;
    }

    private static RowReader open(byte[] file, CsvDialect dialect) {
        return open(file, dialect, WINDOW);
    }

    private static RowReader open(byte[] file, CsvDialect dialect, ReadWindow window) {
        return RowReader.open(new InMemoryObject(file), dialect, Position.START, new CRC32(), window);
    }

    private static CsvDialect dialect(boolean header, Quotes quotes) {
        return new CsvDialect((byte) ',', (byte) '"', header, RowEnd.LF, quotes, 1 << 20);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
