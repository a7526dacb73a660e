package io.waybill.testkit.http;

import java.io.IOException;
import java.io.InputStream;

/**
 * A body in chunks, decoded. Not thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-7.1">RFC 9112, section 7.1</a>
 */
final class ChunkedBody extends InputStream {
    private static final int HEX = 16;

    private final InputStream from;
    private SizedBody chunk = new SizedBody(InputStream.nullInputStream(), 0);
    private boolean begun;
    private boolean ended;

    ChunkedBody(InputStream from) {
        this.from = from;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int at, int length) throws IOException {
        if (!ended && chunk.left() == 0) {
            nextChunk();
        }
        return ended ? -1 : chunk.read(target, at, length);
    }

    private void nextChunk() throws IOException {
        if (begun) {
            HttpLine.read(from); // the line end of the chunk before
        }
        begun = true;
        String size = HttpLine.read(from).split(";", 2)[0].strip();
        chunk = new SizedBody(from, Long.parseLong(size, HEX));
        ended = chunk.left() == 0;
        while (ended && !HttpLine.read(from).isEmpty()) {
            // a trailer
        }
    }
}
