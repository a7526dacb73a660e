package io.waybill.sandbox.check;

/** Finds the first row of a hash: an open hash table of row indexes, made only when something is wrong. For one thread. */
final class RowLookup {
    private final SourceRows rows;
    private final int[] slots;

    RowLookup(SourceRows rows) {
        this.rows = rows;
        long wanted = Math.max(16, rows.count() * 3 / 2);
        this.slots = new int[Math.toIntExact(Long.highestOneBit(wanted - 1) << 1)];
        for (long row = 0; row < rows.count(); row++) {
            int slot = slot(rows.hash(row));
            if (slots[slot] == 0) {
                slots[slot] = Math.toIntExact(row + 1);
            }
        }
    }

    /** The index of the first row whose record has this hash, or -1. */
    int find(long hash) {
        return slots[slot(hash)] - 1;
    }

    private int slot(long hash) {
        int mask = slots.length - 1;
        int slot = (int) (hash ^ hash >>> 32) & mask;
        while (slots[slot] != 0 && rows.hash(slots[slot] - 1L) != hash) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
