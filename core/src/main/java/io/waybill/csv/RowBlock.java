package io.waybill.csv;

/**
 * Rows that lie one behind the other in one buffer, as the object has them: in a part, or alone when parts cut the row.
 * Blank lines are in it, too, as rows without bytes. Filled by {@link RowFramer}, then only read.
 *
 * <p>It holds so few rows that their bytes are still in the processor's cache when the caller gets to them.
 */
final class RowBlock {
    private final byte[] buffer;
    private final long base;
    private final int[] places; // of each row the end of its content, then the start of the next row, after a first 0
    private int rows;

    /**
     * @param buffer holds the rows with their line ends; the block never writes to it
     * @param base byte offset of {@code buffer[0]} in the object
     * @param first index of the first row's first byte
     * @param capacity how many rows there is room for
     */
    RowBlock(byte[] buffer, long base, int first, int capacity) {
        this.buffer = buffer;
        this.base = base;
        this.places = new int[2 * capacity + 1];
        this.places[0] = first;
    }

    /** A block without rows, before byte {@code base}. */
    static RowBlock empty(long base) {
        return new RowBlock(new byte[0], base, 0, 0);
    }

    /** Adds the row after the last one: its content up to {@code end}, with its line end up to {@code next}. */
    void add(int end, int next) {
        int at = 2 * rows++;
        places[at + 1] = end;
        places[at + 2] = next;
    }

    /** Takes the last row out again. */
    void removeLast() {
        rows--;
    }

    /** Whether there is no room for another row. */
    boolean full() {
        return 2 * rows + 1 == places.length;
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
        return places[2 * row];
    }

    /** Index after the row's last byte; the line end begins there. */
    int end(int row) {
        return places[2 * row + 1];
    }

    /** Index after the row's line end. */
    int next(int row) {
        return places[2 * row + 2];
    }

    /** Bytes of the last row without its line end; there must be one. */
    int lastLength() {
        return end(rows - 1) - start(rows - 1);
    }

    /** Index after the last row's line end. */
    int limitIndex() {
        return places[2 * rows];
    }

    /** Byte offset in the object after the last row's line end. */
    long limit() {
        return base + limitIndex();
    }
}
