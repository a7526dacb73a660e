package io.waybill.testkit.network;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;

/** One connection that sends requests as bytes, and tells what happens to the socket. For one thread. */
final class RawClient implements AutoCloseable {
    private static final short API_VERSIONS = 18;

    private final Socket socket;

    /** Connects to {@code host:port}; the last one, where there are many. */
    RawClient(String servers) throws IOException {
        int port = Integer.parseInt(servers.replaceFirst(".*:", ""));
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        answerWithin(Duration.ofSeconds(30));
    }

    /** Version 0 of ApiVersions: the header's key, version, correlation id, and no client id. */
    void send(int correlation) throws IOException {
        byte[] request = ByteBuffer.allocate(14)
                .putInt(10)
                .putShort(API_VERSIONS)
                .putShort((short) 0)
                .putInt(correlation)
                .putShort((short) -1)
                .array();
        socket.getOutputStream().write(request);
    }

    /** The correlation id of the next answer. */
    int answer() throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        int rest = in.readInt() - Integer.BYTES;
        int correlation = in.readInt();
        in.readFully(new byte[rest]);
        return correlation;
    }

    void answerWithin(Duration time) throws IOException {
        socket.setSoTimeout(Math.toIntExact(time.toMillis()));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
