package io.waybill.testkit.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body with some bits of one byte the other way round. Not thread-safe. */
final class FlippedBody extends FilterInputStream {
    private final long flipped;
    private final int bits;
    private long next;

    /**
     * @param flipped index of the byte in this body
     * @param bits those that change
     */
    FlippedBody(InputStream body, long flipped, int bits) {
        super(body);
        this.flipped = flipped;
        this.bits = bits;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int at, int length) throws IOException {
        int count = super.read(target, at, length);
        if (flipped >= next && flipped < next + count) {
            target[at + (int) (flipped - next)] ^= (byte) bits;
        }
        next += Math.max(0, count);
        return count;
    }
}
