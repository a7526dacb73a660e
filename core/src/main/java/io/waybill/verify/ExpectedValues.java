package io.waybill.verify;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
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
    /** What Java makes of bytes that are not UTF-8. */
    private static final char REPLACEMENT = '\uFFFD';

    private final ValueFormat format;
    private final ReferenceRowReader rows;
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final JsonGenerator json;
    private List<SerializedString> names = List.of();

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
            if (rows.textAfterQuote()) {
                decoded(rows.rowBytes()); // halves of a character on both sides of a quote do not make one
            }
            return Optional.of(object(names(), strings(rows.fields())));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] object(List<SerializedString> keys, List<String> values) throws IOException {
        written.reset();
        json.writeStartObject();
        for (int i = 0; i < keys.size(); i++) {
            json.writeFieldName(keys.get(i));
            json.writeString(values.get(i));
        }
        json.writeEndObject();
        json.flush();
        return written.toByteArray();
    }

    private List<SerializedString> names() throws CharacterCodingException {
        if (names.isEmpty()) {
            List<String> columns = rows.dialect().header() ? strings(rows.header()) : numbered(rows.columns());
            names = columns.stream().map(SerializedString::new).toList();
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
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            utf8.decode(ByteBuffer.wrap(bytes)); // throws unless the bytes hold that very character
        }
        return text;
    }
}
