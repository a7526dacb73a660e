package io.waybill.testkit.network;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Where a proxy listens, and where its broker does; both on loopback.
 *
 * @param brokerId Kafka's
 * @param port of the proxy, which the broker advertises
 * @param brokerPort of the broker's own listener
 */
public record Route(int brokerId, int port, int brokerPort) {
    InetSocketAddress proxy() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    InetSocketAddress broker() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), brokerPort);
    }

    String threadName(String role) {
        return "kafka-proxy-" + brokerId + "-" + role;
    }
}
