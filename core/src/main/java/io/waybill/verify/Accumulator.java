package io.waybill.verify;

import java.io.OutputStream;
import java.util.Arrays;

/** Gathers bytes, again and again in the same array. Not thread-safe. */
final class Accumulator extends OutputStream {
    private byte[] bytes;
    private int length;

    /** @param capacity how many bytes find room before it grows */
    Accumulator(int capacity) {
        this.bytes = new byte[capacity];
    }

    @Override
    public void write(int b) {
        if (length == bytes.length) {
            grow(1);
        }
        bytes[length++] = (byte) b;
    }

    @Override
    public void write(byte[] source, int from, int count) {
        if (count > bytes.length - length) {
            grow(count);
        }
        System.arraycopy(source, from, bytes, length, count);
        length += count;
    }

    /** What was gathered, up to {@link #length}; valid until the next byte comes. */
    byte[] array() {
        return bytes;
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

    private void grow(int count) {
        bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(length, count)));
    }
}
