package io.waybill.testkit.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CompletableFuture;

/**
 * A client's connection and the one to the broker that continues it. Three threads serve it: one reads requests, one
 * forwards them, one forwards answers; each may end it, as may any other thread.
 *
 * <p>The client's end is not the connection's: what the client sent is forwarded all the same, as it would be from the
 * buffers of a real network, and only then is the broker told.
 */
final class ProxyConnection {
    private final Socket client;
    private final Route route;
    private final ActiveFaults faults;
    private final Socket broker = new Socket();
    private final CompletableFuture<Void> clientGone = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final RequestPath requests;
    private final AnswerPath answers;

    ProxyConnection(Socket client, Route route, ActiveFaults faults) {
        this.client = client;
        this.route = route;
        this.faults = faults;
        this.requests = new RequestPath(this, faults);
        this.answers = new AnswerPath(this, faults);
    }

    void start() {
        startThread("reads", requests::read);
        startThread("requests", requests::forward);
    }

    Socket client() {
        return client;
    }

    AnswerPath answers() {
        return answers;
    }

    /** Completed when the client has closed, or was reset. */
    CompletableFuture<Void> clientGone() {
        return clientGone;
    }

    /** Completed when both sides are closed. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    /** Connects to the broker; from now on answers are forwarded. */
    Link connect() throws IOException {
        broker.connect(route.broker());
        broker.setTcpNoDelay(true);
        client.setTcpNoDelay(true);
        FrameReader fromBroker = new FrameReader(broker.getInputStream());
        Link toClient = new Link(client.getOutputStream(), faults, this);
        startThread("answers", () -> answers.forward(fromBroker, toClient));
        return new Link(broker.getOutputStream(), faults, this);
    }

    /** Nothing more will be sent to the broker, which still answers what it was sent, and closes then. */
    void endRequests() throws IOException {
        broker.shutdownOutput();
    }

    /** Resets the client's side only: what it sent still reaches the broker. */
    void resetClient() {
        reset(client);
        clientGone.complete(null);
    }

    /** Resets both sides. */
    void reset() {
        reset(client);
        reset(broker);
        close();
    }

    void close() {
        close(client);
        close(broker);
        clientGone.complete(null);
        ended.complete(null);
    }

    private void startThread(String role, Runnable work) {
        Thread thread = new Thread(work, route.threadName(role + "-" + client.getPort()));
        thread.setDaemon(true);
        thread.start();
    }

    private static void reset(Socket socket) {
        try {
            // the kernel drops what it has not sent yet, and sends RST
            socket.setSoLinger(true, 0);
        } catch (SocketException closedMeanwhile) {
            // nothing is left to reset
        }
        close(socket);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
