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
 * those that jackson-core writes with COMBINE_UNICODE_SURROGATES_IN_UTF8. Bytes become bytes in one pass; no String is
 * made, and nothing per field.
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
    private final byte delimiter;
    private final JsonKeys keys;
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
        delimiter = dialect.delimiter();
        fields = new FieldCursor(dialect);
        keys = new JsonKeys(ColumnNames.of(rows));
    }

    @Override
    public ProducerRecord<byte[], byte[]> encode(RowReader rows) {
        byte[] row = rows.buffer();
        int to = rows.end();
        int at = rows.start(); // of the next field; past the row's end there is none
        json.clear();
        for (int column = 0; column < keys.columns(); column++) {
            if (at > to) {
                throw wrongFieldCount(rows);
            }
            keys.append(column, json);
            at = 1 + (at < to && row[at] == quote ? quoted(row, at, to, rows) : text(row, at, to, delimiter, rows));
        }
        if (at <= to) {
            throw wrongFieldCount(rows);
        }
        json.append(CLOSE, 0, CLOSE.length);
        return new ProducerRecord<>(topic, partition, null, json.toByteArray());
    }

    /** Writes the field whose opening quote is at this index; answers the index after it. */
    private int quoted(byte[] row, int from, int to, RowReader rows) {
        int at = text(row, from + 1, to, quote, rows);
        while (at + 1 < to && row[at + 1] == quote) {
            JsonText.append(json, row, at, at + 1, JsonText.NO_STOP);
            at = text(row, at + 2, to, quote, rows);
        }
        int tail = Math.min(at + 1, to);
        if (tail < to && row[tail] != delimiter) {
            if (strict) {
                throw textAfterQuote(tail, rows);
            }
            return text(row, tail, to, delimiter, rows);
        }
        return tail;
    }

    /** Writes the row's bytes up to the next {@code stop}, or its end; answers the index after them. */
    private int text(byte[] row, int from, int to, byte stop, RowReader rows) {
        int end = JsonText.append(json, row, from, to, stop);
        if (end < to && row[end] != stop) {
            throw notUtf8(end, rows);
        }
        return end;
    }

    private WaybillException wrongFieldCount(RowReader rows) {
        int count = 0;
        fields.row(rows.buffer(), rows.start(), rows.end());
        while (fields.next()) {
            count++;
        }
        return BadRow.current(
                rows,
                "has " + fieldCount(count) + ", the " + (header ? "header" : "first row") + " has " + keys.columns(),
                "Repair the row; or load it with --value raw, which takes rows as they are.");
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

    private static WaybillException textAfterQuote(int tail, RowReader rows) {
        long offset = rows.rowOffset() + tail - rows.start();
        return BadRow.current(
                rows,
                "has text after a closing quote at byte " + offset,
                "Double the quotes inside of the field; or load it with --quotes lenient, which appends the text.");
    }
}
