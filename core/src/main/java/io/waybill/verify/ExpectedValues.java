package io.waybill.verify;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.waybill.ValueFormat;
import io.waybill.csv.CsvDialect.Quotes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The value that the record of a row must have, made the simple way: Java's decoder checks the bytes, jackson-core's
 * generator writes them. Shares no code with the loader's encoders. For one thread.
 */
public final class ExpectedValues implements AutoCloseable {
    private final ValueFormat format;
    private final ReferenceRowReader rows;
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    private final Accumulator written = new Accumulator(256);
    private final JsonGenerator json;
    private CharBuffer decoded = CharBuffer.allocate(256);
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
        Accumulator value = value();
        return value.length() == 0 ? Optional.empty() : Optional.of(value.copy());
    }

    /** The same, not copied: valid until the next row, and of no bytes for a bad row. */
    Accumulator value() {
        if (format == ValueFormat.RAW) {
            return rows.row();
        }
        written.clear();
        if (isSound()) {
            writeObject();
        }
        return written;
    }

    @Override
    public void close() {
        try {
            json.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isSound() {
        boolean badQuote = rows.textAfterQuote() && rows.dialect().quotes() == Quotes.STRICT;
        return !badQuote && rows.decoded().count() == rows.columns() && hasNames() && isUtf8();
    }

    private void writeObject() {
        ReferenceFields fields = rows.decoded();
        try {
            json.writeStartObject();
            for (int i = 0; i < names.size(); i++) {
                json.writeFieldName(names.get(i));
                json.writeUTF8String(fields.bytes().array(), fields.start(i), fields.end(i) - fields.start(i));
            }
            json.writeEndObject();
            json.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the names at the first row; false where they are not UTF-8. */
    private boolean hasNames() {
        try {
            if (names.isEmpty()) {
                names = (rows.dialect().header() ? header() : numbered(rows.columns()))
                        .stream().map(SerializedString::new).toList();
            }
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private List<String> header() throws CharacterCodingException {
        List<String> columns = new ArrayList<>();
        for (byte[] name : rows.header()) {
            columns.add(utf8.decode(ByteBuffer.wrap(name)).toString());
        }
        return columns;
    }

    private static List<String> numbered(int columns) {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
            names.add("c" + i);
        }
        return names;
    }

    /**
     * Whether the row as a whole is UTF-8. Then each field is, as only ASCII stands between them; and halves of a
     * character on both sides of a quote do not make one.
     */
    private boolean isUtf8() {
        Accumulator row = rows.row();
        if (decoded.capacity() < row.length()) {
            decoded = CharBuffer.allocate(2 * row.length()); // a byte makes at most one char
        }
        ByteBuffer bytes = ByteBuffer.wrap(row.array(), 0, row.length());
        return !utf8.reset().decode(bytes, decoded.clear(), true).isError();
    }
}
