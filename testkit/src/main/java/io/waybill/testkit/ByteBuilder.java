package io.waybill.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow: the generator's own buffer, because it appends a few bytes some billion times. Not thread-safe. */
final class ByteBuilder {
    private static final int DIGITS = 20;

    private final byte[] digits = new byte[DIGITS];
    private byte[] bytes = new byte[1 << 16];
    private int length;

    int length() {
        return length;
    }

    byte at(int index) {
        return bytes[index];
    }

    void clear() {
        length = 0;
    }

    void append(int oneByte) {
        ensure(1);
        bytes[length++] = (byte) oneByte;
    }

    void append(byte[] more) {
        ensure(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    void append(ByteBuilder other, int start, int end) {
        ensure(end - start);
        System.arraycopy(other.bytes, start, bytes, length, end - start);
        length += end - start;
    }

    /** In decimal digits; not negative. */
    void appendNumber(long number) {
        int start = DIGITS;
        long rest = number;
        do {
            digits[--start] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        ensure(DIGITS - start);
        System.arraycopy(digits, start, bytes, length, DIGITS - start);
        length += DIGITS - start;
    }

    /** In two decimal digits. */
    void appendTwoDigits(int number) {
        append('0' + number / 10);
        append('0' + number % 10);
    }

    String utf8(int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    /** Writes all and becomes empty; the number of bytes written. */
    int drainTo(OutputStream out) throws IOException {
        int drained = length;
        out.write(bytes, 0, drained);
        length = 0;
        return drained;
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), Math.multiplyExact(bytes.length, 2)));
        }
    }
}
