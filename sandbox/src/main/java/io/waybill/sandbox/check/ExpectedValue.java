package io.waybill.sandbox.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.waybill.ValueFormat;
import io.waybill.csv.CsvDialect.Quotes;
import io.waybill.verify.ReferenceRowReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The value that the record of a row must have, written down once more: the row itself, or an object of strings. */
final class ExpectedValue {
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private ExpectedValue() {}

    /** Of the reader's current row; empty for a row that can have no record. */
    static Optional<byte[]> of(ReferenceRowReader row, ValueFormat format) {
        if (format == ValueFormat.RAW) {
            return Optional.of(row.rowBytes());
        }
        boolean badQuote = row.textAfterQuote() && row.dialect().quotes() == Quotes.STRICT;
        if (badQuote || row.fields().size() != row.columns()) {
            return Optional.empty();
        }
        try {
            text(row.rowBytes()); // a character must not be cut by quotes
            return Optional.of(json(row));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] json(ReferenceRowReader row) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        List<byte[]> fields = row.fields();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            for (int i = 0; i < fields.size(); i++) {
                String name = row.dialect().header() ? text(row.header().get(i)) : "c" + (i + 1);
                json.writeStringField(name, text(fields.get(i)));
            }
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    /** A fresh decoder throws where {@code new String} would put a question mark. */
    private static String text(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }
}
