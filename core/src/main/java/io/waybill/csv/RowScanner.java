package io.waybill.csv;

import io.waybill.EightBytes;

/**
 * Finds where rows end. This is the hot loop of the whole program: every byte of the source passes here once, so one
 * call frames many rows, and it looks for as little as possible, eight bytes at a time. Outside of quotes only the line
 * end and the quote matter; a quote opens a field if the byte before it is the delimiter or the row's start, so
 * delimiters need no stop of their own. Inside of quotes only the quote matters.
 *
 * <p>Two loops search: the outer one goes from stop to stop and is right for short rows and fields; the compiler unrolls
 * {@link #passOver}, which pays from the second eight bytes on.
 *
 * <p>Bytes arrive in pieces; the state between two pieces is one of four. For one thread.
 *
 * <p>Grammar: RFC 4180, section 2, and DESIGN.md, section 6. Search: {@link EightBytes}.
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
    private final long quotes;
    private final long rowEnds;
    private final boolean crLf;
    private final int maxRowBytes;
    private State state = State.FIELD_START;
    private long openQuote = -1;

    RowScanner(CsvDialect dialect) {
        delimiter = dialect.delimiter();
        quote = dialect.quote();
        crLf = dialect.rowEnd() == CsvDialect.RowEnd.LF;
        rowEnd = (byte) (crLf ? '\n' : '\r');
        quotes = EightBytes.repeat(quote);
        rowEnds = EightBytes.repeat(rowEnd);
        maxRowBytes = dialect.maxRowBytes();
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
     * Goes on in the current row at the first byte that {@code block} has no row for, and adds the rows that end before
     * index {@code to}, up to a last one that fills the block or is longer than the dialect allows.
     *
     * @param to greater than {@code block.limitIndex()}
     * @return whether bytes are left over, up to {@code to}, of a row that goes on after them
     */
    boolean addRows(RowBlock block, int to) {
        byte[] b = block.buffer();
        int from = block.limitIndex();
        int lastWord = to - Long.BYTES;
        int start = from;
        int opening = state == State.FIELD_START ? from : -1; // a quote opens here, whatever is before it
        boolean quoted = state == State.QUOTED || (state == State.QUOTE_IN_QUOTED && b[from] == quote);
        int i = state == State.QUOTE_IN_QUOTED && quoted ? from + 1 : from;
        long ends = quoted ? quotes : rowEnds; // what to look for besides quotes
        while (i < to) {
            long word = i <= lastWord ? EightBytes.read(b, i) : EightBytes.read(b, i, to);
            long found = find(word, ends, quotes);
            if (found == 0) {
                i = passOver(b, i + Long.BYTES, lastWord, ends, quotes);
                continue;
            }
            i += EightBytes.firstOf(found);
            if (quoted) {
                if (i + 1 == to) {
                    return suspend(State.QUOTE_IN_QUOTED);
                }
                if (b[i + 1] == quote) {
                    i += 2;
                } else if (b[i + 1] == delimiter && i + 2 < to && b[i + 2] == quote) {
                    openQuote = block.base() + i + 2; // the common "," at once, else the same in three stops
                    i += 3;
                } else {
                    quoted = false;
                    ends = rowEnds;
                    i++;
                }
            } else if (b[i] == rowEnd) {
                int end = contentEnd(b, start, ++i);
                block.add(end, i);
                if (i == to || end - start > maxRowBytes || block.full()) {
                    state = State.FIELD_START;
                    return false;
                }
                start = i;
                opening = i;
            } else {
                if (i == opening || (i > from && b[i - 1] == delimiter)) {
                    quoted = true;
                    ends = quotes;
                    openQuote = block.base() + i;
                }
                i++;
            }
        }
        return suspend(quoted ? State.QUOTED : b[to - 1] == delimiter ? State.FIELD_START : State.UNQUOTED);
    }

    /** Index of the first eight bytes from {@code from} on that have one of the two; past {@code lastWord} if none. */
    private static int passOver(byte[] b, int from, int lastWord, long ends, long quotes) {
        int i = from;
        while (i <= lastWord && find(EightBytes.read(b, i), ends, quotes) == 0) {
            i += Long.BYTES;
        }
        return i;
    }

    /** Marks bytes that are one of two ASCII ones, which are given eight times; see {@link EightBytes}. */
    private static long find(long word, long ends, long quotes) {
        return (((word ^ ends) - EightBytes.ONES) | ((word ^ quotes) - EightBytes.ONES)) & ~word & EightBytes.HIGHS;
    }

    /** Where the line end before index {@code next} begins: a CR before the LF belongs to it. */
    int contentEnd(byte[] b, int start, int next) {
        int end = next - 1;
        return crLf && end > start && b[end - 1] == '\r' ? end - 1 : end;
    }

    private boolean suspend(State atEnd) {
        state = atEnd;
        return true;
    }
}
