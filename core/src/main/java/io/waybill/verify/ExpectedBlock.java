package io.waybill.verify;

import io.waybill.verify.ExpectedRows.ExpectedRow;
import java.util.Arrays;

/**
 * Some expected rows, their values one after the other in one array: a row costs no object of its own. Filled by one
 * thread, then read by another.
 */
final class ExpectedBlock {
    private static final int ROWS = 2048;
    private static final int FULL_BYTES = 192 << 10;
    private static final int BYTES = 256 << 10; // the row that fills it has room, too, unless it is a long one

    private final long firstRow;
    private final Accumulator values = new Accumulator(BYTES);
    private final int[] ends = new int[ROWS];
    private final long[] byteOffsets = new long[ROWS];
    private int rows;

    /** @param firstRow number of the row that is added first */
    ExpectedBlock(long firstRow) {
        this.firstRow = firstRow;
    }

    /** Adds the next row; an empty value equals no record's. */
    void add(long byteOffset, Accumulator value) {
        values.write(value.array(), 0, value.length());
        byteOffsets[rows] = byteOffset;
        ends[rows++] = values.length();
    }

    /** Whether it is time to hand it over. */
    boolean isFull() {
        return rows == ROWS || values.length() >= FULL_BYTES;
    }

    int rows() {
        return rows;
    }

    /** Whether the record has the value that row {@code index}, from 0, must have, and nothing else. */
    boolean isRecordOf(int index, ActualRecord actual) {
        byte[] value = actual.value();
        return actual.plain()
                && value.length > 0
                && Arrays.equals(value, 0, value.length, values.array(), start(index), ends[index]);
    }

    /** One row, taken out. */
    ExpectedRow row(int index) {
        byte[] value = Arrays.copyOfRange(values.array(), start(index), ends[index]);
        return new ExpectedRow(firstRow + index, byteOffsets[index], value);
    }

    private int start(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }
}
