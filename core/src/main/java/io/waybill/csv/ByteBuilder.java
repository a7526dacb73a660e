package io.waybill.csv;

import java.util.Arrays;

/** A growing array of bytes that is cleared and used again. For one thread. */
public final class ByteBuilder {
    private byte[] bytes;
    private int length;

    /** @param capacity bytes to begin with */
    public ByteBuilder(int capacity) {
        bytes = new byte[capacity];
    }

    /** Bytes appended since the last {@link #clear}. */
    public int length() {
        return length;
    }

    /** Forgets the bytes, keeps the array. */
    public void clear() {
        length = 0;
    }

    public void append(byte value) {
        reserve(1);
        bytes[length++] = value;
    }

    /** Appends the bytes of {@code source} from index {@code from} up to but not including {@code to}. */
    public void append(byte[] source, int from, int to) {
        reserve(to - from);
        System.arraycopy(source, from, bytes, length, to - from);
        length += to - from;
    }

    /** A fresh array of exactly the appended bytes. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    /**
     * For loops that write by themselves: the array, with room for {@code more} bytes after {@link #length}. Valid until
     * the next call that appends or reserves; tell the new length with {@link #written}.
     */
    public byte[] reserve(int more) {
        if (more > bytes.length - length) {
            int needed = Math.addExact(length, more);
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, 2L * bytes.length)));
        }
        return bytes;
    }

    /** The bytes of the array up to {@code newLength} are appended now. */
    public void written(int newLength) {
        length = newLength;
    }
}
