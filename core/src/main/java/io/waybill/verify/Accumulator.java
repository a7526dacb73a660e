package io.waybill.verify;

import java.util.Arrays;

/** Gathers bytes one at a time. */
final class Accumulator {
    private byte[] bytes = new byte[256];
    private int length;

    void add(int b) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * length);
        }
        bytes[length++] = (byte) b;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }
}
