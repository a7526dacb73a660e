package io.waybill.testkit.http;

import java.io.IOException;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The connections and threads of one proxy, so that all of them can be ended. Thread-safe. */
final class LiveConnections implements AutoCloseable {
    private static final long JOIN_MILLIS = 5_000;

    private final String name;
    private final AtomicLong threadCount = new AtomicLong();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** @param name of the threads, which are numbered */
    LiveConnections(String name) {
        this.name = name;
    }

    /** Knows the socket from now on; after the end it is reset at once. */
    Connection track(Socket socket) throws IOException {
        Connection connection = Connection.of(socket);
        connections.add(connection);
        if (closed) {
            connection.reset();
        }
        return connection;
    }

    void end(Connection connection) {
        connection.close();
        connections.remove(connection);
    }

    /** Runs it on a new daemon thread. */
    void run(Runnable task) {
        Thread thread = new Thread(() -> runTracked(task), name + "-" + threadCount.getAndIncrement());
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void runTracked(Runnable task) {
        try {
            task.run();
        } finally {
            threads.remove(Thread.currentThread());
        }
    }

    /** Those that are tracked now. */
    void resetAll() {
        connections.forEach(Connection::reset);
    }

    /** Resets every connection and waits for the threads. */
    @Override
    public void close() {
        closed = true;
        resetAll();
        try {
            for (Thread thread : threads) {
                thread.join(JOIN_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
