package io.waybill.csv;

import io.waybill.WaybillException;
import io.waybill.source.Part;
import io.waybill.source.SourceObject;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Parts to row blocks. Rows inside a part are framed in place over the part's buffer; only a row that crosses parts is
 * joined in a buffer of its own. The blocks tile the bytes: each begins where the one before it ended.
 *
 * <p>Knows neither header nor blank lines: a blank line is a row without bytes. For one thread.
 */
final class RowFramer {
    /** Enough that a block costs nothing, and few enough that their bytes stay in the cache until they are used. */
    private static final int BLOCK_ROWS = 1024;

    private final SourceObject object;
    private final CsvDialect dialect;
    private final Supplier<Optional<Part>> parts;
    private final RowScanner scanner;
    private final ByteBuilder cut = new ByteBuilder(256); // the bytes so far of a row that crosses parts
    private long cutOffset;
    private Part part;
    private int at;

    /**
     * @param parts the object's bytes in order, beginning at a row's first byte, byte {@code from}
     */
    RowFramer(SourceObject object, CsvDialect dialect, long from, Supplier<Optional<Part>> parts) {
        this.object = object;
        this.dialect = dialect;
        this.parts = parts;
        this.scanner = new RowScanner(dialect);
        this.part = new Part(0, from, new byte[0]);
    }

    /**
     * The next rows, at least one; empty at the end of the object.
     *
     * @param rowNumber number of the row that comes next, for errors
     * @throws WaybillException BAD_ROW when the row that comes next is too long or has a quote that is not closed, again
     *     on each further call; and what {@code parts} throws
     */
    Optional<RowBlock> next(long rowNumber) {
        while (at < part.bytes().length || advance()) {
            RowBlock block = cut.length() > 0 ? joined(rowNumber) : inPlace(rowNumber);
            if (block.rows() > 0) {
                return Optional.of(block);
            }
            // the last byte of a CR LF takes one more
            requireShort(cut.length() - 1L, cutOffset, rowNumber);
        }
        return lastRow(rowNumber);
    }

    private boolean advance() {
        Optional<Part> more = parts.get();
        if (more.isPresent()) {
            part = more.get();
            at = 0;
        }
        return more.isPresent();
    }

    private RowBlock inPlace(long rowNumber) {
        byte[] bytes = part.bytes();
        RowBlock block = new RowBlock(bytes, part.start(), at, Math.min(BLOCK_ROWS, bytes.length - at));
        if (scanner.addRows(block, bytes.length)) {
            cutOffset = block.limit();
            cut.append(bytes, block.limitIndex(), bytes.length);
            at = bytes.length;
            return block;
        }
        int length = block.lastLength();
        if (length > dialect.maxRowBytes()) {
            block.removeLast(); // first the rows before it; then it is met again
            if (block.rows() == 0) {
                requireShort(length, block.limit(), rowNumber);
            }
        }
        at = block.limitIndex();
        return block;
    }

    private RowBlock joined(long rowNumber) {
        requireShort(cut.length() - 1L, cutOffset, rowNumber);
        byte[] bytes = part.bytes();
        RowBlock rest = new RowBlock(bytes, part.start(), at, 1);
        boolean goesOn = scanner.addRows(rest, bytes.length);
        int to = goesOn ? bytes.length : rest.limitIndex();
        cut.append(bytes, at, to);
        at = to;
        return goesOn ? RowBlock.empty(cutOffset) : takeCut(rowNumber, true);
    }

    private Optional<RowBlock> lastRow(long rowNumber) {
        if (cut.length() == 0) {
            return Optional.empty();
        }
        if (scanner.inQuotes()) {
            requireShort(cut.length(), cutOffset, rowNumber);
            throw BadRow.at(
                    object,
                    rowNumber,
                    cutOffset,
                    "is not finished at the end of the object: the quote at byte " + scanner.openQuote()
                            + " is never closed",
                    "Close or remove that quote; or give the quote character that the file really uses.");
        }
        return Optional.of(takeCut(rowNumber, false));
    }

    private RowBlock takeCut(long rowNumber, boolean hasLineEnd) {
        byte[] row = cut.toByteArray();
        int end = hasLineEnd ? scanner.contentEnd(row, 0, row.length) : row.length;
        requireShort(end, cutOffset, rowNumber);
        cut.clear();
        RowBlock block = new RowBlock(row, cutOffset, 0, 1);
        block.add(end, row.length);
        return block;
    }

    private void requireShort(long length, long rowOffset, long rowNumber) {
        if (length <= dialect.maxRowBytes()) {
            return;
        }
        String quote =
                scanner.openQuote() >= rowOffset ? "; the last quote in it opens at byte " + scanner.openQuote() : "";
        throw BadRow.at(
                object,
                rowNumber,
                rowOffset,
                "is longer than " + dialect.maxRowBytes() + " bytes" + quote,
                "Look for a quote that is never closed; if the row is right, raise --max-row-bytes.");
    }
}
