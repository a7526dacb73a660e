package io.waybill.record;

import io.waybill.WaybillException;
import io.waybill.csv.BadRow;
import io.waybill.csv.ByteBuilder;
import io.waybill.csv.CsvDialect;
import io.waybill.csv.FieldCursor;
import io.waybill.csv.RowReader;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The value is one JSON object: the column names as keys in the header's order, the fields as strings. Its bytes are
 * those that jackson-core writes with COMBINE_UNICODE_SURROGATES_IN_UTF8. Bytes become bytes; no String is made.
 *
 * <p>A bad row has another number of fields than the header, bytes that are not UTF-8 (in the row as it stands), or,
 * in the STRICT dialect, text after a closing quote.
 */
public final class JsonEncoder implements RecordEncoder {
    private static final byte[] CLOSE = {'"', '}'};

    private final String topic;
    private final int partition;
    private final boolean header;
    private final boolean strict;
    private final byte quote;
    private final byte[][] openings; // what comes before each value: {"a":" and then ","b":"
    private final FieldCursor fields;
    private final ByteBuilder json = new ByteBuilder(1024);

    /**
     * Takes the column names from the header of {@code rows}; {@code c1}, {@code c2} and so on where there is none.
     *
     * @throws WaybillException SOURCE_UNSUPPORTED when names are empty, occur twice or are not UTF-8
     */
    public JsonEncoder(String topic, int partition, RowReader rows) {
        this.topic = topic;
        this.partition = partition;
        CsvDialect dialect = rows.dialect();
        header = dialect.header();
        strict = dialect.quotes() == CsvDialect.Quotes.STRICT;
        quote = dialect.quote();
        fields = new FieldCursor(dialect);
        openings = openings(ColumnNames.of(rows));
    }

    @Override
    public ProducerRecord<byte[], byte[]> encode(RowReader rows) {
        json.clear();
        fields.row(rows.buffer(), rows.start(), rows.end());
        int count = 0;
        while (fields.next()) {
            if (count < openings.length) {
                json.append(openings[count], 0, openings[count].length);
                value(rows);
            }
            count++;
        }
        requireFields(count, rows);
        json.append(CLOSE, 0, CLOSE.length);
        return new ProducerRecord<>(topic, partition, null, json.toByteArray());
    }

    private void value(RowReader rows) {
        if (fields.verbatim()) {
            text(fields.start(), fields.end(), rows);
            return;
        }
        if (strict && fields.hasTail()) {
            throw textAfterQuote(rows);
        }
        unquoted(rows);
        text(fields.tailStart(), fields.tailEnd(), rows);
    }

    /** The content with doubled quotes halved, piece by piece: a quote is ASCII and so never cuts a character. */
    private void unquoted(RowReader rows) {
        byte[] row = rows.buffer();
        int from = fields.start();
        for (int i = from; fields.hasDoubledQuotes() && i < fields.end(); i++) {
            if (row[i] == quote) {
                text(from, i + 1, rows);
                from = ++i + 1;
            }
        }
        text(from, fields.end(), rows);
    }

    private void text(int from, int to, RowReader rows) {
        int stop = JsonText.append(json, rows.buffer(), from, to);
        if (stop < to) {
            throw notUtf8(stop, rows);
        }
    }

    private void requireFields(int count, RowReader rows) {
        if (count != openings.length) {
            throw BadRow.current(
                    rows,
                    "has " + fieldCount(count) + ", the " + (header ? "header" : "first row") + " has "
                            + openings.length,
                    "Repair the row; or load it with --value raw, which takes rows as they are.");
        }
    }

    private static String fieldCount(int count) {
        return count == 1 ? "1 field" : count + " fields";
    }

    private static WaybillException notUtf8(int stop, RowReader rows) {
        long offset = rows.rowOffset() + stop - rows.start();
        return BadRow.current(
                rows,
                String.format("is not UTF-8: 0x%02X at byte %d", rows.buffer()[stop], offset),
                "Convert the file to UTF-8; or load it with --value raw, which takes bytes as they are.");
    }

    private WaybillException textAfterQuote(RowReader rows) {
        long offset = rows.rowOffset() + fields.tailStart() - rows.start();
        return BadRow.current(
                rows,
                "has text after a closing quote at byte " + offset,
                "Double the quotes inside of the field; or load it with --quotes lenient, which appends the text.");
    }

    private static byte[][] openings(byte[][] names) {
        byte[][] openings = new byte[names.length][];
        ByteBuilder opening = new ByteBuilder(64);
        for (int i = 0; i < names.length; i++) {
            opening.clear();
            append(opening, i == 0 ? "{\"" : "\",\"");
            JsonText.append(opening, names[i], 0, names[i].length);
            append(opening, "\":\"");
            openings[i] = opening.toByteArray();
        }
        return openings;
    }

    private static void append(ByteBuilder target, String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            target.append((byte) ascii.charAt(i));
        }
    }
}
