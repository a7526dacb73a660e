package io.waybill.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The decoded fields of one row at a time, one after the other in one array. Not thread-safe. */
final class ReferenceFields {
    private final Accumulator bytes = new Accumulator(256);
    private int[] ends = new int[16];
    private int count;

    void clear() {
        bytes.clear();
        count = 0;
    }

    /** What was gathered of all fields; the open one's bytes are added to it. */
    Accumulator bytes() {
        return bytes;
    }

    /** Ends the open field; the next byte belongs to the one after it. */
    void endField() {
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
        }
        ends[count++] = bytes.length();
    }

    int count() {
        return count;
    }

    /** Index in {@link #bytes} where field {@code index}, from 0, begins. */
    int start(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    /** Index in {@link #bytes} after the last byte of field {@code index}, from 0. */
    int end(int index) {
        return ends[index];
    }

    List<byte[]> copies() {
        List<byte[]> copies = new ArrayList<>(count);
        for (int field = 0; field < count; field++) {
            copies.add(Arrays.copyOfRange(bytes.array(), start(field), ends[field]));
        }
        return copies;
    }
}
