package io.waybill.verify;

import io.waybill.checkpoint.ContentSettings;
import io.waybill.source.ObjectReader;
import io.waybill.source.ReadWindow;
import java.util.Optional;

/** The rows that the topic must hold, in order, as the independent reader sees the source. */
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

    private final ReferenceRowReader rows;
    private final ExpectedValues values;

    ExpectedRows(ObjectReader source, ContentSettings content, ReadWindow window) {
        this.rows = new ReferenceRowReader(source, content.dialect(), window);
        this.values = new ExpectedValues(content.value(), rows);
    }

    Optional<ExpectedRow> next() {
        return rows.next()
                ? Optional.of(new ExpectedRow(
                        rows.rowNumber(), rows.rowOffset(), values.current().orElse(NO_VALUE)))
                : Optional.empty();
    }

    @Override
    public void close() {
        values.close();
        rows.close();
    }
}
