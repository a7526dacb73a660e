package io.waybill.testkit.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A body of known length on a connection that goes on after it. Not thread-safe. */
final class SizedBody extends InputStream {
    private final InputStream from;
    private long left;

    SizedBody(InputStream from, long length) {
        this.from = from;
        this.left = length;
    }

    long left() {
        return left;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int at, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int count = from.read(target, at, (int) Math.min(left, length));
        if (count < 0) {
            throw new EOFException("the connection ended " + left + " bytes before the end of the body");
        }
        left -= count;
        return count;
    }
}
