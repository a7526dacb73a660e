package io.waybill.testkit;

/**
 * The ports of one node, all on loopback.
 *
 * @param clients where the broker listens for clients
 * @param advertised where clients connect: the proxy's port, or {@code clients} when there is none
 * @param direct where the brokers among themselves and clients past the proxy connect, or {@code clients} when there is none
 * @param controller of the quorum
 */
record KafkaPorts(int clients, int advertised, int direct, int controller) {
    static KafkaPorts plain(int id, RememberedPorts ports) {
        int clients = ports.port("broker-" + id);
        return new KafkaPorts(clients, clients, clients, ports.port("controller-" + id));
    }

    static KafkaPorts behindProxy(int id, RememberedPorts ports) {
        return new KafkaPorts(
                ports.port("broker-" + id),
                ports.port("proxy-" + id),
                ports.port("direct-" + id),
                ports.port("controller-" + id));
    }

    boolean isBehindProxy() {
        return advertised != clients;
    }
}
