package io.waybill.testkit.network;

import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands in front of one broker. While the broker is down it keeps its port and closes the connections that it accepts.
 * Any thread may use it.
 */
final class KafkaProxy implements AutoCloseable {
    private final Route route;
    private final ActiveFaults faults = new ActiveFaults();
    private final Set<ProxyConnection> connections = ConcurrentHashMap.newKeySet();
    private final Listener listener;
    private volatile boolean closed;

    /** Listens at once. */
    KafkaProxy(Route route) {
        this.route = route;
        this.listener = new Listener(route, this::serve);
    }

    Route route() {
        return route;
    }

    void add(InjectedFault injected) {
        faults.add(injected);
        if (injected.fault() instanceof NetworkFault.ResetNow) {
            connections.forEach(connection -> {
                connection.reset();
                injected.strike();
            });
        } else if (injected.fault() instanceof NetworkFault.Refuse) {
            listener.close();
            injected.strike();
        }
    }

    void remove(InjectedFault injected) {
        faults.remove(injected);
        if (!closed && !faults.refuse()) {
            listener.reopen();
        }
    }

    /** Closes its port and every connection; its threads end. */
    @Override
    public void close() {
        closed = true;
        listener.close();
        connections.forEach(ProxyConnection::close);
    }

    private void serve(Socket client) {
        ProxyConnection connection = new ProxyConnection(client, route, faults);
        connections.add(connection);
        // the chain ends here: its own future is of no interest
        var unused = connection.ended().thenRun(() -> connections.remove(connection));
        connection.start();
        if (closed) {
            connection.close();
        }
    }
}
