package io.waybill.verify;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.csv.CsvDialect;
import io.waybill.csv.CsvDialect.RowEnd;
import io.waybill.source.ObjectReader;
import io.waybill.source.ReadWindow;
import java.util.Arrays;
import java.util.List;

/**
 * The naive reader: one byte at a time through an obvious state machine, from the object's first byte to its last; only
 * bytes that mean nothing in any state are taken a run at a time. It is the second opinion on what the rows are, so it
 * shares no code with the framing and encoding of the loader; both follow DESIGN.md, section 6. For one thread, and no
 * object per row.
 */
public final class ReferenceRowReader implements AutoCloseable {
    private enum State {
        FIELD_START,
        PLAIN,
        QUOTED,
        QUOTE_IN_QUOTED
    }

    private static final int END = ReferenceBytes.END;

    private final ObjectReader reader;
    private final CsvDialect dialect;
    private final ReferenceBytes bytes;
    private final List<byte[]> header;

    private final boolean[] plainBytes = new boolean[256]; // by byte: whether it is neither quote, delimiter, CR nor LF
    private final Accumulator row = new Accumulator(256);
    private final ReferenceFields fields = new ReferenceFields();
    private boolean textAfterQuote;
    private long rowNumber;
    private long rowOffset;
    private long quoteOffset;
    private long blankLines;
    private int columns;

    /**
     * Reads the header, if the dialect has one.
     *
     * @param reader stays open; its owner closes it
     * @param window how far to read ahead
     * @throws WaybillException SOURCE_UNSUPPORTED for UTF-16 and UTF-32, BAD_ROW for a header that has no end, and what
     *     {@code reader} throws
     */
    public ReferenceRowReader(ObjectReader reader, CsvDialect dialect, ReadWindow window) {
        this.reader = reader;
        this.dialect = dialect;
        Arrays.fill(plainBytes, true);
        for (int special : new int[] {dialect.quote(), dialect.delimiter(), '\r', '\n'}) {
            plainBytes[special] = false;
        }
        int markBytes = ReferenceEncoding.markBytes(reader);
        this.bytes = new ReferenceBytes(reader, markBytes, window);
        this.header = dialect.header() ? readHeader() : List.of();
    }

    /** Fails without leaving fetchers behind. */
    private List<byte[]> readHeader() {
        try {
            return nextNotBlank() ? fields.copies() : List.of();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Goes to the next row that is not blank; false at the end of the object.
     *
     * @throws WaybillException BAD_ROW for a quote that is never closed and a row that is too long, and what the reads
     *     throw
     */
    public boolean next() {
        rowNumber++;
        boolean found = nextNotBlank();
        if (!found) {
            rowNumber--;
        }
        return found;
    }

    /** The current row as it stands in the object, without its line end; a fresh array. */
    public byte[] rowBytes() {
        return row.copy();
    }

    /** The same, not copied; valid until the next row. */
    Accumulator row() {
        return row;
    }

    /** The fields of the current row, decoded; text after a closing quote is appended. Fresh arrays. */
    public List<byte[]> fields() {
        return fields.copies();
    }

    /** The same, not copied; valid until the next row. */
    ReferenceFields decoded() {
        return fields;
    }

    /** Whether text follows a closing quote somewhere in the current row. */
    public boolean textAfterQuote() {
        return textAfterQuote;
    }

    /** Number of the current row, from 1; neither header nor blank lines count. */
    public long rowNumber() {
        return rowNumber;
    }

    /** Byte offset in the object of the current row's first byte. */
    public long rowOffset() {
        return rowOffset;
    }

    /** Blank lines so far. */
    public long blankLines() {
        return blankLines;
    }

    /** The decoded column names; empty if the dialect has no header or the object no row. */
    public List<byte[]> header() {
        return header;
    }

    /** Fields of the object's first row, the header if there is one; 0 before it was read. */
    public int columns() {
        return columns;
    }

    /** How the object writes its rows. */
    public CsvDialect dialect() {
        return dialect;
    }

    /** Stops reading ahead. */
    @Override
    public void close() {
        bytes.close();
    }

    private boolean nextNotBlank() {
        while (bytes.peek() != END) {
            readRow();
            if (row.length() > 0) {
                columns = columns == 0 ? fields.count() : columns;
                return true;
            }
            blankLines++;
        }
        return false;
    }

    private void readRow() {
        row.clear();
        fields.clear();
        textAfterQuote = false;
        rowOffset = bytes.offset();
        State state = State.FIELD_START;
        while (true) {
            int b = bytes.read();
            if (state == State.QUOTED ? b == END : endsRow(b)) {
                break;
            }
            row.write(b);
            state = after(state, b);
            if (state == State.PLAIN || state == State.QUOTED) {
                bytes.readRun(plainBytes, row, fields.bytes()); // these bytes leave the state as it is
            }
            if (row.length() > dialect.maxRowBytes()) {
                throw bad("is longer than " + dialect.maxRowBytes() + " bytes");
            }
        }
        if (state == State.QUOTED) {
            throw bad("has a quote at byte " + quoteOffset + " that is never closed");
        }
        fields.endField();
    }

    /** Whether the row ends with this byte, which is outside of quotes; takes the LF of a CR LF, too. */
    private boolean endsRow(int b) {
        if (b == END) {
            return true;
        }
        if (dialect.rowEnd() == RowEnd.CR) {
            return b == '\r';
        }
        if (b == '\r' && bytes.peek() == '\n') {
            bytes.read();
            return true;
        }
        return b == '\n';
    }

    private State after(State state, int b) {
        return switch (state) {
            case FIELD_START -> b == dialect.quote() ? openQuote() : plain(b);
            case PLAIN -> plain(b);
            case QUOTED -> b == dialect.quote() ? State.QUOTE_IN_QUOTED : quoted(b);
            case QUOTE_IN_QUOTED -> b == dialect.quote() ? quoted(b) : afterQuote(b);
        };
    }

    private State openQuote() {
        quoteOffset = bytes.offset() - 1;
        return State.QUOTED;
    }

    private State quoted(int b) {
        fields.bytes().write(b);
        return State.QUOTED;
    }

    private State afterQuote(int b) {
        textAfterQuote |= b != dialect.delimiter();
        return plain(b);
    }

    private State plain(int b) {
        if (b == dialect.delimiter()) {
            fields.endField();
            return State.FIELD_START;
        }
        fields.bytes().write(b);
        return State.PLAIN;
    }

    private WaybillException bad(String reason) {
        String name = rowNumber == 0 ? "the header" : "row " + rowNumber;
        return new WaybillException(
                ErrorCode.BAD_ROW,
                name + " at byte " + rowOffset + " of " + reader.object() + " " + reason,
                "The file cannot be verified with this dialect; check quote, delimiter and --max-row-bytes.");
    }
}
