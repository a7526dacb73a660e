package io.waybill.csv;

/**
 * Walks the fields of one framed row without copying or allocating: each field is a slice of the row's buffer. A field
 * that is not {@link #verbatim} needs decoding. For one thread; one cursor serves any number of rows.
 */
public final class FieldCursor {
    private final byte delimiter;
    private final byte quote;

    private byte[] buffer = new byte[0];
    private int at = 1;
    private int limit;

    private int start;
    private int end;
    private int fieldEnd;
    private boolean quoted;
    private boolean doubledQuotes;

    public FieldCursor(CsvDialect dialect) {
        delimiter = dialect.delimiter();
        quote = dialect.quote();
    }

    /** Goes before the first field of the row in {@code b} from index {@code from} up to but not including {@code to}. */
    public void row(byte[] b, int from, int to) {
        buffer = b;
        at = from;
        limit = to;
    }

    /** Goes to the next field; false after the last one. A row has at least one field. */
    public boolean next() {
        if (at > limit) {
            return false;
        }
        start = at;
        quoted = at < limit && buffer[at] == quote;
        doubledQuotes = false;
        int tail = quoted ? closeQuote() : at;
        fieldEnd = delimiterFrom(tail);
        if (!quoted) {
            end = fieldEnd;
        }
        at = fieldEnd + 1;
        return true;
    }

    /** Index of the content's first byte; for a quoted field the one after the opening quote. */
    public int start() {
        return start;
    }

    /** Index after the content's last byte; for a quoted field that of the closing quote. */
    public int end() {
        return end;
    }

    /** Whether the field's first byte is a quote. */
    public boolean quoted() {
        return quoted;
    }

    /** Whether the content has doubled quotes, each of which stands for one. */
    public boolean hasDoubledQuotes() {
        return doubledQuotes;
    }

    /** Whether text follows the closing quote, as in {@code "x"y}; STRICT forbids it. */
    public boolean hasTail() {
        return quoted && fieldEnd > tailStart();
    }

    /** Index of the first byte after the closing quote. */
    public int tailStart() {
        return Math.min(end + 1, limit);
    }

    /** Index after the last byte of the text after the closing quote. */
    public int tailEnd() {
        return fieldEnd;
    }

    /** Whether the bytes from start to end are the field's value as they stand. */
    public boolean verbatim() {
        return !doubledQuotes && !hasTail();
    }

    /** Appends the field's value: quotes removed, doubled ones halved, text after the closing quote appended. */
    public void decode(ByteBuilder target) {
        int from = start;
        for (int i = start; doubledQuotes && i < end; i++) {
            if (buffer[i] == quote) {
                target.append(buffer, from, i + 1);
                from = ++i + 1;
            }
        }
        target.append(buffer, from, end);
        if (hasTail()) {
            target.append(buffer, tailStart(), fieldEnd);
        }
    }

    /** Sets content start and end; answers the index after the closing quote. */
    private int closeQuote() {
        byte[] b = buffer;
        start = at + 1;
        int i = start;
        while (i < limit) {
            if (b[i] == quote) {
                if (i + 1 == limit || b[i + 1] != quote) {
                    break;
                }
                doubledQuotes = true;
                i++;
            }
            i++;
        }
        end = i;
        return tailStart();
    }

    private int delimiterFrom(int from) {
        byte[] b = buffer;
        int i = from;
        while (i < limit && b[i] != delimiter) {
            i++;
        }
        return i;
    }
}
