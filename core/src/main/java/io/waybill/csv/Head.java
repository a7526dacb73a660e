package io.waybill.csv;

import io.waybill.source.ByteRange;
import io.waybill.source.ObjectReader;
import io.waybill.source.Part;
import java.util.Arrays;
import java.util.Optional;

/**
 * The begin of an object: its byte order mark and its first row that is not blank. It is read anew at each start, so
 * that a resume needs nothing saved; 64 KiB are enough unless that row is longer or many blank lines come before it.
 */
final class Head {
    private static final int FIRST_READ_BYTES = 1 << 16;
    private static final int LARGEST_READ_BYTES = 1 << 20;

    private final ObjectReader reader;
    private final int markBytes;
    private final Optional<Header> firstRow;
    private Part unframed;
    private int readBytes = FIRST_READ_BYTES;

    private Head(ObjectReader reader, CsvDialect dialect) {
        this.reader = reader;
        Part first = read(0);
        markBytes = ByteOrderMark.length(first.bytes(), reader.object());
        unframed = new Part(0, markBytes, Arrays.copyOfRange(first.bytes(), markBytes, first.bytes().length));
        firstRow = firstRow(new RowFramer(reader.object(), dialect, markBytes, this::next), dialect.header() ? 0 : 1);
    }

    /** Reads the begin of the object, on the calling thread. */
    static Head read(ObjectReader reader, CsvDialect dialect) {
        return new Head(reader, dialect);
    }

    /** Length of the byte order mark: 0 or 3. */
    int markBytes() {
        return markBytes;
    }

    /** The first row that is not blank, header or not; empty if the object has none. */
    Optional<Header> firstRow() {
        return firstRow;
    }

    private static Optional<Header> firstRow(RowFramer framer, long rowNumber) {
        for (Optional<RowBlock> next = framer.next(rowNumber); next.isPresent(); next = framer.next(rowNumber)) {
            RowBlock block = next.get();
            for (int row = 0; row < block.rows(); row++) {
                if (block.end(row) > block.start(row)) {
                    byte[] bytes = Arrays.copyOfRange(block.buffer(), block.start(row), block.end(row));
                    return Optional.of(new Header(block.base() + block.start(row), bytes));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Part> next() {
        Part part = unframed;
        if (part.bytes().length == 0 && part.end() < reader.object().size()) {
            part = read(part.end());
        }
        unframed = new Part(0, part.end(), new byte[0]);
        return part.bytes().length == 0 ? Optional.empty() : Optional.of(part);
    }

    private Part read(long from) {
        long to = Math.min(reader.object().size(), from + readBytes);
        byte[] bytes = new byte[Math.toIntExact(to - from)];
        if (bytes.length > 0) {
            reader.readFully(new ByteRange(from, to), bytes, 0);
        }
        readBytes = Math.min(LARGEST_READ_BYTES, 2 * readBytes);
        return new Part(0, from, bytes);
    }
}
