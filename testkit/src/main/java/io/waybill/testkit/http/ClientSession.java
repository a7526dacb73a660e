package io.waybill.testkit.http;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The requests of one client connection, one after the other. Used once, by one thread. */
final class ClientSession {
    private final Connection client;
    private final URI server;
    private final LiveConnections connections;
    private final List<ActiveFault> faults;

    ClientSession(Connection client, URI server, LiveConnections connections, List<ActiveFault> faults) {
        this.client = client;
        this.server = server;
        this.connections = connections;
        this.faults = faults;
    }

    /** Until either side ends it. When the server fails, the client sees a reset, as it would without the proxy. */
    void run() {
        try {
            boolean open = true;
            while (open) {
                Optional<MessageHead> request = MessageHead.read(client.in());
                open = request.isPresent() && answer(request.get());
            }
        } catch (IOException e) {
            client.reset();
        } finally {
            connections.end(client);
        }
    }

    /** Whether the connection can be used again. */
    private boolean answer(MessageHead request) throws IOException {
        Optional<ActiveFault> fault =
                faults.stream().filter(active -> active.claims(request)).findFirst();
        try (Exchange exchange = new Exchange(request, client, server, connections)) {
            if (fault.isPresent()) {
                fault.get().fault().strike(exchange, fault.get());
            } else {
                exchange.give(exchange.ask());
            }
            return exchange.isReusable();
        }
    }
}
