package io.waybill.testkit.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;

/** GETs on a plain socket: an HTTP client would hide how a connection ends. */
record RawGet(Connection connection) implements AutoCloseable {
    private static final int SILENCE_MILLIS = 300;

    static RawGet open(URI endpoint) throws IOException {
        Socket socket = new Socket(endpoint.getHost(), endpoint.getPort());
        return new RawGet(Connection.of(socket));
    }

    /** The status of the answer; the body is left there. */
    int send(HttpRequest request) throws IOException {
        connection.socket().setSoTimeout(0);
        StringBuilder head = new StringBuilder("GET " + request.uri().getRawPath() + " HTTP/1.1\r\nHost: "
                + request.uri().getRawAuthority() + "\r\n");
        request.headers().map().forEach((name, values) -> head.append(name + ": " + values.get(0) + "\r\n"));
        connection.out().write(head.append("\r\n").toString().getBytes(ISO_8859_1));
        int status = MessageHead.readAnswer(connection.in()).status();
        connection.socket().setSoTimeout(SILENCE_MILLIS);
        return status;
    }

    String read(int bytes) throws IOException {
        return new String(connection.in().readNBytes(bytes), ISO_8859_1);
    }

    String bodyUntilItEnds() throws IOException {
        return new String(connection.in().readAllBytes(), ISO_8859_1);
    }

    @Override
    public void close() {
        connection.close();
    }
}
