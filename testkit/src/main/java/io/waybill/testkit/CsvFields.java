package io.waybill.testkit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The decoded fields of one row at a time, as UTF-8 bytes one after the other. They depend on the seed, the row number and
 * the options only, never on the rows before. Not thread-safe.
 */
final class CsvFields {
    static final List<String> COLUMNS = List.of("id", "name", "city", "amount", "ordered_at", "tag", "note");

    private static final byte[][] NAMES =
            utf8("Ada", "Grace", "Linus", "Zoë", "Łukasz", "Søren", "Иван", "Ελένη", "王小明");
    private static final byte[][] CITIES =
            utf8("Oslo", "Lima", "Köln", "São Paulo", "東京", "القاهرة", "Reykjavík", "दिल्ली");
    private static final byte[][] TAGS = utf8("", "", "new", "gift", "✓", "🚚", "🚚📦", "a;b", "'", "\t", "0x1F");
    private static final byte[][] WORDS =
            utf8("parcel", "left", "at", "the", "door", "please", "ring", "twice", "öffnen", "急ぎ", "😀", "3/4", "#7");
    private static final byte[][] TRICKY = utf8(
            ",", "\"", "\"\"", "said \"now\"", "\n", "\r\n", "first\nsecond", "third\r\nfourth", "12\" monitor", ", ");
    // one word in so many is a tricky one
    private static final int TRICKY_EVERY = 8;
    private static final int EMPTY_NOTE_EVERY = 16;

    // any odd number but SplittableRandom's own step, with which two seeds would give the same draws, shifted by one
    private static final long SEED_STEP = 0xBF58476D1CE4E5B9L;

    private final long seed;
    private final CsvOptions options;
    private final ByteBuilder bytes = new ByteBuilder();
    private final int[] ends = new int[COLUMNS.size()];
    private SplittableRandom random = new SplittableRandom(0);
    private int filled;
    private int needlessQuotes;

    CsvFields(long seed, CsvOptions options) {
        this.seed = seed;
        this.options = options;
    }

    /** Makes this the fields of row {@code row}, counted from 1. */
    void fill(long row) {
        // SplittableRandom mixes the bits of its seed: neighbouring rows are unlike
        random = new SplittableRandom(seed * SEED_STEP + row);
        bytes.clear();
        filled = 0;
        int bits = random.nextInt();
        needlessQuotes = bits & bits >>> COLUMNS.size();
        id(row);
        oneOf(NAMES);
        oneOf(CITIES);
        amount();
        day();
        oneOf(TAGS);
        note();
    }

    ByteBuilder bytes() {
        return bytes;
    }

    int start(int field) {
        return field == 0 ? 0 : ends[field - 1];
    }

    int end(int field) {
        return ends[field];
    }

    /** Whether a writer puts this field in quotes even if it needs none. */
    boolean quotedWithoutNeed(int field) {
        return (needlessQuotes & 1 << field) != 0;
    }

    List<String> strings() {
        return IntStream.range(0, COLUMNS.size())
                .mapToObj(field -> bytes.utf8(start(field), end(field)))
                .toList();
    }

    private void id(long row) {
        bytes.appendNumber(row);
        endField();
    }

    private void oneOf(byte[][] values) {
        bytes.append(values[random.nextInt(values.length)]);
        endField();
    }

    private void amount() {
        if (random.nextInt(10) == 0) {
            bytes.append('-');
        }
        bytes.appendNumber(random.nextInt(100_000));
        bytes.append('.');
        bytes.appendTwoDigits(random.nextInt(100));
        endField();
    }

    private void day() {
        bytes.appendNumber(2000 + random.nextInt(30));
        bytes.append('-');
        bytes.appendTwoDigits(1 + random.nextInt(12));
        bytes.append('-');
        bytes.appendTwoDigits(1 + random.nextInt(28));
        endField();
    }

    // fills the row up to half to one and a half times the wanted bytes
    private void note() {
        int length = options.rowBytes() / 2 + random.nextInt(options.rowBytes());
        boolean empty = random.nextInt(EMPTY_NOTE_EVERY) == 0;
        while (!empty && bytes.length() < length) {
            bytes.append(word());
            bytes.append(' ');
        }
        endField();
    }

    private byte[] word() {
        byte[][] words = options.quotes() && random.nextInt(TRICKY_EVERY) == 0 ? TRICKY : WORDS;
        return words[random.nextInt(words.length)];
    }

    private void endField() {
        ends[filled++] = bytes.length();
    }

    private static byte[][] utf8(String... values) {
        return Stream.of(values)
                .map(value -> value.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }
}
