package io.waybill.testkit.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Consumer;

/** A proxy's listening socket, with a thread that accepts; it can be shut and opened again. Any thread may do so. */
final class Listener implements AutoCloseable {
    private final Route route;
    private final Consumer<Socket> accepted;
    private ServerSocket socket;

    /** Listens at once; {@code accepted} is called on the accepting thread. */
    Listener(Route route, Consumer<Socket> accepted) {
        this.route = route;
        this.accepted = accepted;
        this.socket = listen(route);
        startAccepting();
    }

    /** Connections are refused. */
    @Override
    public synchronized void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Listens again, on the same port. */
    synchronized void reopen() {
        if (socket.isClosed()) {
            socket = listen(route);
            startAccepting();
        }
    }

    private static ServerSocket listen(Route route) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(route.proxy());
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(route + " cannot be listened on", e);
        }
    }

    private void startAccepting() {
        ServerSocket listening = socket;
        Thread thread = new Thread(() -> accept(listening), route.threadName("accepts"));
        thread.setDaemon(true);
        thread.start();
    }

    private void accept(ServerSocket listening) {
        try {
            while (true) {
                accepted.accept(listening.accept());
            }
        } catch (IOException e) {
            if (!listening.isClosed()) {
                throw new UncheckedIOException(route + " accepts no more", e);
            }
        }
    }
}
