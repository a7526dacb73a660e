package io.waybill.csv;

import static java.util.stream.Collectors.toList;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** One case of csv-spec.yaml. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record CsvCase(String name, byte[] input, CsvDialect dialect, Map<String, Object> expected) {
    static List<CsvCase> all() {
        try (InputStream yaml = Objects.requireNonNull(CsvCase.class.getResourceAsStream("/csv-spec.yaml"))) {
            List<Map<String, Object>> cases = new Yaml().load(yaml);
            return cases.stream().map(CsvCase::of).collect(toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> header() {
        return texts(expected.get("header"));
    }

    List<List<String>> rows() {
        return list(expected.get("rows")).stream().map(CsvCase::texts).collect(toList());
    }

    List<String> raw() {
        return texts(expected.get("raw"));
    }

    List<Long> afterQuote() {
        return numbers("afterQuote");
    }

    List<Long> offsets() {
        return numbers("offsets");
    }

    boolean hasOffsets() {
        return expected.containsKey("offsets");
    }

    long blanks() {
        return ((Number) expected.getOrDefault("blanks", 0)).longValue();
    }

    List<String> error() {
        return texts(expected.get("error"));
    }

    @Override
    public String toString() {
        return name;
    }

    private static CsvCase of(Map<String, Object> yaml) {
        String input = (String) Objects.requireNonNull(yaml.get("input"));
        String name = (String) Objects.requireNonNull(yaml.get("name"));
        return new CsvCase(name, Visible.bytes(input), dialect(yaml), yaml);
    }

    private static CsvDialect dialect(Map<String, Object> yaml) {
        Map<?, ?> given = (Map<?, ?>) yaml.getOrDefault("dialect", Map.of());
        return new CsvDialect(
                (byte) text(given, "delimiter", ",").charAt(0),
                (byte) text(given, "quote", "\"").charAt(0),
                Boolean.parseBoolean(text(given, "header", "false")),
                CsvDialect.RowEnd.valueOf(text(given, "rowEnd", "LF")),
                CsvDialect.Quotes.valueOf(text(given, "quotes", "STRICT")),
                Integer.parseInt(text(given, "max", "100")));
    }

    private static String text(Map<?, ?> given, String key, String otherwise) {
        return given.containsKey(key) ? String.valueOf(given.get(key)) : otherwise;
    }

    private List<Long> numbers(String key) {
        return list(expected.get(key)).stream()
                .map(number -> ((Number) number).longValue())
                .collect(toList());
    }

    private static List<String> texts(@Nullable Object yaml) {
        return list(yaml).stream()
                .map(text -> Visible.text(String.valueOf(text)))
                .collect(toList());
    }

    private static List<?> list(@Nullable Object yaml) {
        return yaml == null ? List.of() : (List<?>) yaml;
    }
}
