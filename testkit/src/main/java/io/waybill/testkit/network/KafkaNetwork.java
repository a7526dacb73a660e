package io.waybill.testkit.network;

import java.util.ArrayList;
import java.util.List;

/**
 * The network between a cluster's brokers and those clients that were given the proxies' addresses. Brokers among
 * themselves do not use it. Any thread may use it.
 */
public final class KafkaNetwork implements AutoCloseable {
    private final List<KafkaProxy> proxies;

    private KafkaNetwork(List<KafkaProxy> proxies) {
        this.proxies = proxies;
    }

    /** Proxies that listen on these routes. When one cannot, none does, and an UncheckedIOException is thrown. */
    public static KafkaNetwork open(List<Route> routes) {
        List<KafkaProxy> proxies = new ArrayList<>();
        try {
            routes.forEach(route -> proxies.add(new KafkaProxy(route)));
            return new KafkaNetwork(List.copyOf(proxies));
        } catch (RuntimeException e) {
            proxies.forEach(KafkaProxy::close);
            throw e;
        }
    }

    /** From now on until it is healed, between all clients and all brokers. */
    public InjectedFault inject(NetworkFault fault) {
        return inject(fault, proxies);
    }

    /** The same for one broker only; {@code brokerId} is Kafka's: from 1. */
    public InjectedFault inject(int brokerId, NetworkFault fault) {
        List<KafkaProxy> one = proxies.stream()
                .filter(proxy -> proxy.route().brokerId() == brokerId)
                .toList();
        if (one.isEmpty()) {
            throw new IllegalArgumentException("no proxy of broker " + brokerId);
        }
        return inject(fault, one);
    }

    /** Closes all proxies and their connections; clients cannot reach the brokers any more. */
    @Override
    public void close() {
        proxies.forEach(KafkaProxy::close);
    }

    private static InjectedFault inject(NetworkFault fault, List<KafkaProxy> proxies) {
        if (proxies.isEmpty()) {
            throw new IllegalStateException("the brokers are not behind proxies");
        }
        InjectedFault injected = new InjectedFault(fault, healed -> proxies.forEach(proxy -> proxy.remove(healed)));
        proxies.forEach(proxy -> proxy.add(injected));
        return injected;
    }
}
