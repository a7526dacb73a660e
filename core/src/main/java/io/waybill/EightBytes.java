package io.waybill;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes at a time, for the hot loops: arrays of bytes read and written as longs whose lowest byte is the first one,
 * and what is needed to look for a byte in all eight at once.
 *
 * <p>That search is Mycroft's zero byte test (Alan Mycroft, 1987; Hacker's Delight, 2nd edition, section 6-1): an
 * exclusive or makes zero what is looked for, and subtracting {@link #ONES} borrows into the high bit of a zero. The
 * borrow can run on into the bytes after a true find, so only <em>the lowest high bit set is exact</em>; searches take
 * no other, see {@link #firstOf}.
 */
public final class EightBytes {
    /** A one in each byte. */
    public static final long ONES = 0x0101010101010101L;

    /** The high bit of each byte. */
    public static final long HIGHS = 0x8080808080808080L;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private EightBytes() {}

    /** The eight bytes from index {@code at} on, which may be any. */
    public static long read(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    /** The bytes from index {@code at} up to but not including {@code to}, fewer than eight, then zeros. */
    public static long read(byte[] bytes, int at, int to) {
        long word = 0;
        for (int i = to - 1; i >= at; i--) {
            word = (word << Byte.SIZE) | (bytes[i] & 0xFF);
        }
        return word;
    }

    /** Puts eight bytes at index {@code at} and after. */
    public static void write(byte[] bytes, int at, long word) {
        LONGS.set(bytes, at, word);
    }

    /** The byte eight times. */
    public static long repeat(byte value) {
        return (value & 0xFF) * ONES;
    }

    /** How many bytes lie below the lowest bit that is set; 8 if none is. */
    public static int firstOf(long bits) {
        return Long.numberOfTrailingZeros(bits) >>> 3;
    }
}
