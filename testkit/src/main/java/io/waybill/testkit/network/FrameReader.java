package io.waybill.testkit.network;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Reads whole frames. For one thread. */
final class FrameReader {
    private static final int BUFFER_BYTES = 1 << 16;
    // socket.request.max.bytes of a broker; answers stay below, too
    private static final int MAX_BYTES = 100 << 20;

    private final BufferedInputStream in;

    FrameReader(InputStream in) {
        this.in = new BufferedInputStream(in, BUFFER_BYTES);
    }

    /** The next one; empty at the end. An end inside a frame is an {@link EOFException}. */
    Optional<Frame> next() throws IOException {
        in.mark(1);
        if (in.read() < 0) {
            return Optional.empty();
        }
        in.reset();
        DataInputStream data = new DataInputStream(in);
        int size = data.readInt();
        if (size < 0 || size > MAX_BYTES) {
            throw new IOException("a frame of " + size + " bytes is none of Kafka's");
        }
        byte[] bytes = new byte[Integer.BYTES + size];
        ByteBuffer.wrap(bytes).putInt(size);
        data.readFully(bytes, Integer.BYTES, size);
        return Optional.of(new Frame(bytes));
    }
}
