package io.waybill.csv;

import io.waybill.WaybillException;
import io.waybill.source.ObjectReader;
import io.waybill.source.PartStream;
import io.waybill.source.ReadTimes;
import io.waybill.source.ReadWindow;
import io.waybill.source.SourceObject;
import java.util.Optional;
import java.util.zip.Checksum;

/**
 * The rows of one object from a position to its end, pulled one at a time and never copied: the current row is a slice
 * of a buffer that the caller may read until the next call of {@link #next}. Header and blank lines are passed over.
 *
 * <p>For one thread. The reading of the object runs ahead on threads of its own.
 */
public final class RowReader implements AutoCloseable {
    private final SourceObject object;
    private final CsvDialect dialect;
    private final Head head;
    private final Position start;
    private final ConsumedBytes consumed;
    private final PartStream parts;
    private final RowFramer framer;
    private final long headerOffset;

    private RowBlock block;
    private int index = -1;
    private long offset;
    private long rows;
    private long blank;
    private long loadingNanos;

    private RowReader(ObjectReader reader, CsvDialect dialect, Position start, Checksum checksum, ReadWindow window) {
        this.object = reader.object();
        this.dialect = dialect;
        this.start = start;
        this.head = Head.read(reader, dialect);
        this.headerOffset = header().map(Header::offset).orElse(-1L);
        long from = Math.max(start.byteOffset(), head.markBytes());
        this.block = RowBlock.empty(from);
        this.offset = start.byteOffset();
        this.rows = start.rows();
        this.blank = start.blank();
        this.consumed = new ConsumedBytes(checksum, start.byteOffset());
        this.parts = new PartStream(reader, start.ordinal(), from, window);
        this.framer = new RowFramer(object, dialect, from, parts::next);
    }

    /**
     * Opens the object at a position that an earlier reader of the same object and dialect reported. Reads its begin on
     * the calling thread: the header, and with it the encoding, are known before the first row.
     *
     * @param reader stays open; its owner closes it after this reader
     * @param start {@link Position#START}, or where to resume
     * @param consumed is fed each byte from {@code start} to {@link #position()} once and in order: byte order mark,
     *     header, blank lines and line ends, too
     * @param window how far to read ahead
     * @throws WaybillException SOURCE_UNSUPPORTED for UTF-16 and UTF-32; BAD_ROW if the object's first row cannot be
     *     framed; and what {@code reader} throws
     */
    public static RowReader open(
            ObjectReader reader, CsvDialect dialect, Position start, Checksum consumed, ReadWindow window) {
        return new RowReader(reader, dialect, start, consumed, window);
    }

    /**
     * Goes to the next row; false at the end of the object.
     *
     * @throws WaybillException BAD_ROW if the next row is too long or has a quote that is never closed; what the reads
     *     throw. The position then is still the one before that row.
     */
    public boolean next() {
        while (step()) {
            if (end() == start()) {
                blank++;
            } else if (rowOffset() != headerOffset) {
                rows++;
                return true;
            }
        }
        return false;
    }

    /** The array that holds the current row; not to be written to. */
    public byte[] buffer() {
        return block.buffer();
    }

    /** Index in {@link #buffer()} of the current row's first byte. */
    public int start() {
        return block.start(index);
    }

    /** Index in {@link #buffer()} after the current row's last byte; its line end is not part of it. */
    public int end() {
        return block.end(index);
    }

    /** Number of the current row, from 1; neither header nor blank lines count. */
    public long rowNumber() {
        return rows;
    }

    /** Byte offset in the object of the current row's first byte. */
    public long rowOffset() {
        return block.base() + block.start(index);
    }

    /**
     * The place after the current row and its line end: where to resume. Before the first row it is the start; after the
     * last one, when {@link #next} has returned false, it is the object's end.
     *
     * <p>Brings the checksum up to this place.
     */
    public Position position() {
        consumed.feed(block, offset);
        return new Position(start.ordinal(), offset, rows, blank);
    }

    /** The row with the column names; empty if the dialect has none or the object has no row at all. */
    public Optional<Header> header() {
        return dialect.header() ? head.firstRow() : Optional.empty();
    }

    /** Fields of the object's first row, the header if there is one; 0 if the object has no row at all. */
    public int columns() {
        int columns = 0;
        if (head.firstRow().isPresent()) {
            byte[] row = head.firstRow().get().row();
            FieldCursor fields = new FieldCursor(dialect);
            fields.row(row, 0, row.length);
            while (fields.next()) {
                columns++;
            }
        }
        return columns;
    }

    /** What reading has cost so far. */
    public ReadTimes times() {
        long waiting = parts.waitingNanos();
        return new ReadTimes(parts.fetchingNanos(), waiting, loadingNanos - waiting);
    }

    /** How the object writes its rows. */
    public CsvDialect dialect() {
        return dialect;
    }

    /** The object that the rows are of. */
    public SourceObject object() {
        return object;
    }

    /** Stops reading ahead. */
    @Override
    public void close() {
        parts.close();
    }

    /** Goes to the next row of any kind. */
    private boolean step() {
        if (index + 1 == block.rows() && !load()) {
            return false;
        }
        index++;
        offset = block.base() + block.next(index);
        return true;
    }

    /** Before the framer takes the next part, whose array may be that of this block. */
    private boolean load() {
        if (block.rows() > 0) {
            consumed.feed(block, offset);
        }
        long before = System.nanoTime();
        Optional<RowBlock> next = framer.next(rows + 1);
        loadingNanos += System.nanoTime() - before;
        if (offset < head.markBytes()) {
            consumed.feedMark();
            offset = head.markBytes();
        }
        next.ifPresent(loaded -> {
            block = loaded;
            index = -1;
        });
        return next.isPresent();
    }
}
