package io.waybill.testkit.http;

import io.waybill.testkit.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands in front of one HTTP server on 127.0.0.1 and forwards requests untouched, the Host header included, because
 * clients sign it. Each connection has a daemon thread of its own; a body is never held as a whole. Thread-safe.
 */
public final class HttpProxy implements AutoCloseable {
    private final URI server;
    private final int port = FreePorts.next();
    private final List<ActiveFault> faults = new CopyOnWriteArrayList<>();
    private final LiveConnections connections = new LiveConnections("waybill-http-" + port);
    private ServerSocket listener; // guarded by this

    private HttpProxy(URI server) {
        this.server = server;
        this.listener = listen();
    }

    /**
     * Starts without any fault.
     *
     * @param server such as {@code http://127.0.0.1:9000}
     */
    public static HttpProxy start(URI server) {
        return new HttpProxy(server);
    }

    /** What clients are given instead of the server's own address. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /**
     * Breaks the requests that match, as often as told, until the handle is closed. One request meets one fault at most:
     * the first that was injected wins.
     */
    public ActiveFault inject(HttpFault fault, RequestMatch match, Occurrence occurrence) {
        ActiveFault active = new ActiveFault(fault, match, occurrence);
        faults.removeIf(ActiveFault::isHealed);
        faults.add(active);
        return active;
    }

    /** Refuses connections and resets those under way, until {@link #comeBack()}. */
    public synchronized void goDown() {
        closeListener();
        connections.resetAll();
    }

    /** Listens again on the same port. */
    public synchronized void comeBack() {
        if (listener.isClosed()) {
            listener = listen();
        }
    }

    /** Heals all faults, ends all connections and waits for their threads. */
    @Override
    public void close() {
        faults.forEach(ActiveFault::close);
        goDown();
        connections.close();
    }

    private void closeListener() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ServerSocket listen() {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true); // connections of before an outage may still linger
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            connections.run(() -> accept(socket));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port, e);
        }
    }

    private void accept(ServerSocket from) {
        try {
            while (!from.isClosed()) {
                serve(from.accept(), from);
            }
        } catch (IOException e) {
            if (!from.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A blocked accept may still return a connection right after the listener was closed. */
    private synchronized void serve(Socket socket, ServerSocket from) throws IOException {
        Connection client = connections.track(socket);
        if (from.isClosed()) {
            client.reset();
            connections.end(client);
        } else {
            connections.run(() -> new ClientSession(client, server, connections, faults).run());
        }
    }
}
