package io.waybill.csv;

/**
 * Finds where rows end. This is the hot loop of the whole program: every byte of the source passes here once, so it is
 * plain index arithmetic over one array, with two loops that each look for as little as possible. Outside of quotes
 * only the line end and the quote matter; a quote opens a field if the byte before it is the delimiter or the row's
 * start, so delimiters need no stop of their own. Inside of quotes only the quote matters.
 *
 * <p>Bytes arrive in pieces; the state between two pieces is one of four. For one thread.
 *
 * <p>Grammar: RFC 4180, section 2, and DESIGN.md, section 6.
 */
final class RowScanner {
    private enum State {
        /** The next byte is the first one of a field: here a quote opens. */
        FIELD_START,
        /** In an unquoted field, or in text after a closing quote: quotes are data. */
        UNQUOTED,
        /** In quotes: only a quote ends that. */
        QUOTED,
        /** After a quote in quotes: another one makes it data, anything else makes it the closing one. */
        QUOTE_IN_QUOTED
    }

    private final byte delimiter;
    private final byte quote;
    private final byte rowEnd;
    private State state = State.FIELD_START;
    private long base;
    private long openQuote = -1;

    RowScanner(CsvDialect dialect) {
        delimiter = dialect.delimiter();
        quote = dialect.quote();
        rowEnd = (byte) (dialect.rowEnd() == CsvDialect.RowEnd.LF ? '\n' : '\r');
    }

    /** The bytes from now on lie in an array whose index 0 is byte {@code offset} of the object. */
    void rebase(long offset) {
        base = offset;
    }

    /** Byte offset of the last quote that opened a field; -1 before the first one. */
    long openQuote() {
        return openQuote;
    }

    /** Whether the bytes so far end inside of quotes that were not closed. */
    boolean inQuotes() {
        return state == State.QUOTED;
    }

    /**
     * Goes on in the current row.
     *
     * @param from less than {@code to}
     * @return index after the row's LF (or CR in the CR dialect); -1 if the row goes on after {@code to}
     */
    int rowEnd(byte[] b, int from, int to) {
        byte quote = this.quote;
        byte rowEnd = this.rowEnd;
        int i = from;
        boolean quoted = state == State.QUOTED;
        if (state == State.QUOTE_IN_QUOTED && b[i] == quote) {
            quoted = true;
            i++;
        }
        while (true) {
            if (quoted) {
                while (i < to && b[i] != quote) {
                    i++;
                }
                if (i >= to - 1) {
                    return suspend(i == to ? State.QUOTED : State.QUOTE_IN_QUOTED);
                }
                quoted = b[i + 1] == quote;
                i += quoted ? 2 : 1;
            } else {
                byte c = 0;
                while (i < to && (c = b[i]) != rowEnd && c != quote) {
                    i++;
                }
                if (i == to) {
                    return suspend(b[to - 1] == delimiter ? State.FIELD_START : State.UNQUOTED);
                }
                if (c == rowEnd) {
                    state = State.FIELD_START;
                    return i + 1;
                }
                if (i == from ? state == State.FIELD_START : b[i - 1] == delimiter) {
                    quoted = true;
                    openQuote = base + i;
                }
                i++;
            }
        }
    }

    private int suspend(State atEnd) {
        state = atEnd;
        return -1;
    }
}
