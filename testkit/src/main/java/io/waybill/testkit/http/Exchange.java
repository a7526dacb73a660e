package io.waybill.testkit.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer: the moves that faults are made of. The server is asked over a connection of its own, so
 * that no fault touches another request. Used once, by one thread.
 */
final class Exchange implements AutoCloseable {
    private static final int CONTINUE = 100;
    private static final int FIRST_FINAL = 200;

    private final MessageHead request;
    private final Connection client;
    private final URI server;
    private final LiveConnections connections;
    private @Nullable Connection upstream;
    private boolean reusable;

    Exchange(MessageHead request, Connection client, URI server, LiveConnections connections) {
        this.request = request;
        this.client = client;
        this.server = server;
        this.connections = connections;
        this.reusable = !request.asksToClose();
    }

    /** Forwards the request; the server's own answer, its body still to be read. */
    Answer ask() throws IOException {
        Connection to = connections.track(new Socket(server.getHost(), server.getPort()));
        upstream = to;
        to.out().write(request.bytes());
        if (request.expectsContinue()) {
            MessageHead first = MessageHead.readAnswer(to.in());
            if (first.status() != CONTINUE) {
                reusable = false; // the client keeps its body, or sends it to nobody
                return answer(first, to);
            }
            client.out().write(first.bytes());
        }
        BodyFraming.copyAll(BodyFraming.ofRequest(request, client.in()), to.out(), request.isChunked());
        return answer(finalHead(to), to);
    }

    private MessageHead finalHead(Connection from) throws IOException {
        MessageHead head = MessageHead.readAnswer(from.in());
        while (head.status() < FIRST_FINAL) {
            client.out().write(head.bytes());
            head = MessageHead.readAnswer(from.in());
        }
        return head;
    }

    private Answer answer(MessageHead head, Connection from) {
        return new Answer(head, BodyFraming.ofAnswer(head, request, from.in()));
    }

    /** Takes the request and does not forward it. */
    void swallow() throws IOException {
        if (request.expectsContinue()) {
            reusable = false;
        } else {
            BodyFraming.ofRequest(request, client.in()).transferTo(OutputStream.nullOutputStream());
        }
    }

    /** Sends an answer to the client; its head says how the body is framed. */
    void give(Answer answer) throws IOException {
        client.out().write(answer.head().bytes());
        BodyFraming.copyAll(answer.body(), client.out(), answer.head().isChunked());
        reusable &= !answer.head().asksToClose() && BodyFraming.endsByItself(answer.head(), request);
    }

    /** Sends an answer of our own. */
    void give(int status, String reason, Map<String, String> headers, byte[] body) throws IOException {
        MessageHead head = new MessageHead(List.of("HTTP/1.1 " + status + " " + reason));
        for (Map.Entry<String, String> header : headers.entrySet()) {
            head = head.with(header.getKey(), header.getValue());
        }
        head = head.with("Content-Length", Integer.toString(body.length));
        give(new Answer(head, BodyFraming.ofAnswer(head, request, new ByteArrayInputStream(body))));
    }

    /** Sends the head, and so many bytes of the body that it promises. */
    void begin(Answer answer, long bytes) throws IOException {
        client.out().write(answer.head().bytes());
        BodyFraming.copy(answer.body(), client.out(), answer.head().isChunked(), bytes);
        reusable = false;
    }

    void closeClient() {
        reusable = false;
        client.close();
    }

    void resetClient() {
        reusable = false;
        client.reset();
    }

    /** Says nothing more; returns when the client has given up. */
    void stallClient() throws IOException {
        reusable = false;
        client.stall();
    }

    /** Whether the client's connection can carry another request. */
    boolean isReusable() {
        return reusable;
    }

    /** Ends the connection to the server. */
    @Override
    public void close() {
        Connection open = upstream;
        if (open != null) {
            connections.end(open);
        }
    }
}
