package io.waybill.csv;

import java.util.Arrays;

/**
 * Rows that lie one behind the other in one buffer, as the object has them: in a part, or alone when parts cut the row.
 * Blank lines are in it, too, as rows without bytes. Filled by {@link RowFramer}, then only read.
 */
final class RowBlock {
    private final byte[] buffer;
    private final long base;
    private final int first;
    private int rows;
    private int[] ends;
    private int[] nexts;

    /**
     * @param buffer holds the rows with their line ends; the block never writes to it
     * @param base byte offset of {@code buffer[0]} in the object
     * @param first index of the first row's first byte
     * @param expectedRows how many rows to make room for; more is no error
     */
    RowBlock(byte[] buffer, long base, int first, int expectedRows) {
        this.buffer = buffer;
        this.base = base;
        this.first = first;
        this.ends = new int[expectedRows];
        this.nexts = new int[expectedRows];
    }

    /** A block without rows, before byte {@code base}. */
    static RowBlock empty(long base) {
        return new RowBlock(new byte[0], base, 0, 0);
    }

    /** Adds the row after the last one: its content up to {@code end}, with its line end up to {@code next}. */
    void add(int end, int next) {
        if (rows == ends.length) {
            int capacity = Math.max(16, rows + (rows >> 1));
            ends = Arrays.copyOf(ends, capacity);
            nexts = Arrays.copyOf(nexts, capacity);
        }
        ends[rows] = end;
        nexts[rows++] = next;
    }

    int rows() {
        return rows;
    }

    byte[] buffer() {
        return buffer;
    }

    /** Byte offset of {@code buffer()[0]} in the object. */
    long base() {
        return base;
    }

    /** Index of the row's first byte. */
    int start(int row) {
        return row == 0 ? first : nexts[row - 1];
    }

    /** Index after the row's last byte; the line end begins there. */
    int end(int row) {
        return ends[row];
    }

    /** Index after the row's line end. */
    int next(int row) {
        return nexts[row];
    }

    /** Byte offset in the object after the last row's line end. */
    long limit() {
        return base + (rows == 0 ? first : nexts[rows - 1]);
    }
}
