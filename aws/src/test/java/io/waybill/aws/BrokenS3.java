package io.waybill.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** One object behind an S3 that answers its GETs as the test says, and rightly when nothing is left to say. */
final class BrokenS3 implements AutoCloseable {
    /** How a GET of {@code [start, end)} is answered. */
    @FunctionalInterface
    interface Answer {
        void give(HttpExchange to, int start, int end) throws IOException;
    }

    private final byte[] content;
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    BrokenS3(byte[] content) {
        this.content = content.clone();
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void next(Answer... broken) {
        answers.addAll(List.of(broken));
    }

    /** Promises the whole range, gives a few bytes of it and hangs up. */
    Answer cutAfter(int bytes) {
        return (to, start, end) -> {
            range(to, start, end);
            to.sendResponseHeaders(206, end - start);
            to.getResponseBody().write(content, start, bytes);
            to.getResponseBody().flush();
        };
    }

    /** Promises and gives more than the range. */
    Answer tooLongBy(int bytes) {
        return (to, start, end) -> {
            range(to, start, end);
            to.sendResponseHeaders(206, end - start + bytes);
            to.getResponseBody().write(Arrays.copyOfRange(content, start, end + bytes));
        };
    }

    /** Another range than the one that was asked for. */
    Answer shiftedBy(int bytes) {
        return (to, start, end) -> give(to, start + bytes, end + bytes);
    }

    /** The whole object with 200, as servers without ranges do. */
    Answer whole() {
        return (to, start, end) -> {
            to.sendResponseHeaders(200, content.length);
            to.getResponseBody().write(content);
        };
    }

    static Answer status(int status) {
        return (to, start, end) -> to.sendResponseHeaders(status, -1);
    }

    private void handle(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("ETag", "\"the-etag\"");
        try (exchange) {
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().set("Content-Length", "" + content.length);
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            String[] range = exchange.getRequestHeaders()
                    .getFirst("Range")
                    .substring("bytes=".length())
                    .split("-", 2);
            Answer answer = answers.poll();
            (answer == null ? (Answer) this::give : answer)
                    .give(exchange, Integer.parseInt(range[0]), Integer.parseInt(range[1]) + 1);
        }
    }

    private void give(HttpExchange to, int start, int end) throws IOException {
        range(to, start, end);
        to.sendResponseHeaders(206, end - start);
        to.getResponseBody().write(content, start, end - start);
    }

    private void range(HttpExchange to, int start, int end) {
        to.getResponseHeaders().set("Content-Range", "bytes " + start + "-" + (end - 1) + "/" + content.length);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
