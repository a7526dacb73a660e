package io.waybill.verify;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.waybill.ValueFormat;
import io.waybill.csv.CsvDialect.Quotes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The value that the record of a row must have, made the simple way: strings, written by jackson-core's generator. Shares
 * no code with the loader's encoders. For one thread.
 */
public final class ExpectedValues implements AutoCloseable {
    private final ValueFormat format;
    private final ReferenceRowReader rows;
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final JsonGenerator json;
    private List<String> names = List.of();

    public ExpectedValues(ValueFormat format, ReferenceRowReader rows) {
        this.format = format;
        this.rows = rows;
        try {
            json = new JsonFactoryBuilder()
                    .rootValueSeparator("")
                    .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                    .build()
                    .createGenerator(written, JsonEncoding.UTF8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value of the reader's current row; empty for a bad row, which can have no record. */
    public Optional<byte[]> current() {
        return format == ValueFormat.RAW ? Optional.of(rows.rowBytes()) : jsonValue();
    }

    @Override
    public void close() {
        try {
            json.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<byte[]> jsonValue() {
        boolean badQuote = rows.textAfterQuote() && rows.dialect().quotes() == Quotes.STRICT;
        if (badQuote || rows.fields().size() != rows.columns()) {
            return Optional.empty();
        }
        try {
            decoded(rows.rowBytes());
            return Optional.of(object(names(), strings(rows.fields())));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] object(List<String> keys, List<String> values) throws IOException {
        written.reset();
        json.writeStartObject();
        for (int i = 0; i < keys.size(); i++) {
            json.writeStringField(keys.get(i), values.get(i));
        }
        json.writeEndObject();
        json.flush();
        return written.toByteArray();
    }

    private List<String> names() throws CharacterCodingException {
        if (names.isEmpty()) {
            names = rows.dialect().header() ? strings(rows.header()) : numbered(rows.columns());
        }
        return names;
    }

    private static List<String> numbered(int columns) {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
            names.add("c" + i);
        }
        return names;
    }

    private List<String> strings(List<byte[]> fields) throws CharacterCodingException {
        List<String> strings = new ArrayList<>(fields.size());
        for (byte[] field : fields) {
            strings.add(decoded(field));
        }
        return strings;
    }

    private String decoded(byte[] bytes) throws CharacterCodingException {
        return utf8.decode(ByteBuffer.wrap(bytes)).toString();
    }
}
