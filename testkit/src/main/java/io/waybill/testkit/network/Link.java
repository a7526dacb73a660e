package io.waybill.testkit.network;

import java.io.IOException;
import java.io.OutputStream;

/** One direction of a connection: writes what the faults let pass. For one thread. */
final class Link {
    // small, so that a slow link is slow all the time, and a cut one is cut inside a frame
    private static final int SLICE_BYTES = 4096;

    private final OutputStream out;
    private final ActiveFaults faults;
    private final ProxyConnection connection;

    Link(OutputStream out, ActiveFaults faults, ProxyConnection connection) {
        this.out = out;
        this.faults = faults;
        this.connection = connection;
    }

    void write(Frame frame) throws IOException {
        byte[] bytes = frame.bytes();
        int written = 0;
        while (written < bytes.length) {
            int left = bytes.length - written;
            int length = faults.actOnBytes() ? Math.min(SLICE_BYTES, left) : left;
            faults.pass(length, connection);
            out.write(bytes, written, length);
            written += length;
        }
    }
}
