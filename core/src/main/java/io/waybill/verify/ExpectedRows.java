package io.waybill.verify;

import io.waybill.checkpoint.ContentSettings;
import io.waybill.source.ObjectReader;
import io.waybill.source.ReadWindow;
import java.util.Optional;

/**
 * The rows that the topic must hold, in order, as the independent reader sees the source. A thread of its own named
 * {@code waybill-verify-source} reads ahead and makes the values, in blocks. For one thread, which closes it.
 */
final class ExpectedRows implements AutoCloseable {
    /**
     * One row and the value its record must have.
     *
     * @param value empty for a row that can have no record; equal to no record's value
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by ActualRecord.isRecordOf only
    record ExpectedRow(long row, long byteOffset, byte[] value) {
        /** The place after the last row. */
        static ExpectedRow afterLast(long rows) {
            return new ExpectedRow(rows + 1, -1, NO_VALUE);
        }
    }

    private static final byte[] NO_VALUE = {};

    private final ReferenceRowReader rows; // once it has begun, the thread's alone until that has ended
    private final ExpectedValues values; // likewise
    private final Handover<ExpectedBlock> ahead;
    private ExpectedBlock block = new ExpectedBlock(1);
    private int index;
    private boolean ended;

    ExpectedRows(ObjectReader source, ContentSettings content, ReadWindow window) {
        this.rows = new ReferenceRowReader(source, content.dialect(), window);
        this.values = new ExpectedValues(content.value(), rows);
        this.ahead = new Handover<>("waybill-verify-source", this::read).start();
    }

    /** Goes to the next row; false at the end, then and ever after. What the source throws comes at its place. */
    boolean next() {
        index++;
        while (index >= block.rows() && !ended) {
            Optional<ExpectedBlock> next = ahead.next();
            next.ifPresent(filled -> block = filled);
            ended = next.isEmpty();
            index = 0;
        }
        return !ended;
    }

    /** Whether the record has the current row's value, and nothing else. */
    boolean isRecord(ActualRecord actual) {
        return block.isRecordOf(index, actual);
    }

    /** The current row, taken out of its block. */
    ExpectedRow current() {
        return block.row(index);
    }

    @Override
    public void close() {
        ahead.close();
        values.close();
        rows.close();
    }

    private void read(Handover<ExpectedBlock> taker) {
        boolean more = true;
        while (more) {
            more = readBlock(taker);
        }
    }

    /** A failure comes after the rows before it. */
    private boolean readBlock(Handover<ExpectedBlock> taker) {
        ExpectedBlock next = new ExpectedBlock(rows.rowNumber() + 1);
        boolean more = true;
        try {
            while (more && !next.isFull()) {
                more = rows.next();
                if (more) {
                    next.add(rows.rowOffset(), values.value());
                }
            }
        } finally {
            more &= taker.put(next);
        }
        return more;
    }
}
