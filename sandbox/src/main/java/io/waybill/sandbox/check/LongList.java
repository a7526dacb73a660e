package io.waybill.sandbox.check;

import java.util.ArrayList;
import java.util.List;

/** A long list of longs that grows without copying: eight bytes each. For one thread. */
final class LongList {
    private static final int CHUNK_BITS = 16;
    private static final int CHUNK = 1 << CHUNK_BITS;

    private final List<long[]> chunks = new ArrayList<>();
    private long size;

    void add(long value) {
        int at = (int) (size & (CHUNK - 1));
        if (at == 0) {
            chunks.add(new long[CHUNK]);
        }
        chunks.get(chunks.size() - 1)[at] = value;
        size++;
    }

    long get(long index) {
        return chunks.get((int) (index >>> CHUNK_BITS))[(int) (index & (CHUNK - 1))];
    }

    long size() {
        return size;
    }

    /** How many of the values, which must ascend, are at most this one. */
    long countUpTo(long value) {
        long low = 0;
        long high = size;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (get(middle) <= value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
