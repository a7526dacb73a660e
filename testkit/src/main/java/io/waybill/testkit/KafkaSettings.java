package io.waybill.testkit;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** The {@code server.properties} of a node: KRaft, static voters, everything on loopback. */
final class KafkaSettings {
    private final List<KafkaNode> nodes;
    private final Map<String, String> extra;

    /** {@code extra} settings win over the ones given here. */
    KafkaSettings(List<KafkaNode> nodes, Map<String, String> extra) {
        this.nodes = nodes;
        this.extra = extra;
    }

    Properties of(KafkaNode node) {
        Properties settings = new Properties();
        settings.putAll(identity(node));
        settings.putAll(listeners(node));
        settings.putAll(replication());
        settings.putAll(smallCluster());
        settings.putAll(sessions());
        settings.putAll(extra);
        return settings;
    }

    private Map<String, String> identity(KafkaNode node) {
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(node.id()),
                "controller.quorum.voters",
                nodes.stream().map(KafkaNode::voter).collect(Collectors.joining(",")),
                "controller.listener.names",
                "CONTROLLER",
                "log.dirs",
                node.data().toString());
    }

    // clients of a broker behind a proxy are told the proxy's port; the second listener leads past it
    private static Map<String, String> listeners(KafkaNode node) {
        boolean proxied = node.ports().isBehindProxy();
        String direct = proxied ? ",DIRECT://" + node.directAddress() : "";
        return Map.of(
                "listeners",
                "PLAINTEXT://127.0.0.1:" + node.ports().clients() + direct + ",CONTROLLER://127.0.0.1:"
                        + node.ports().controller(),
                "advertised.listeners",
                "PLAINTEXT://" + node.address() + direct,
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,DIRECT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name",
                proxied ? "DIRECT" : "PLAINTEXT");
    }

    private Map<String, String> replication() {
        String replicas = Integer.toString(Math.min(3, nodes.size()));
        String inSync = nodes.size() >= 3 ? "2" : "1";
        return Map.of(
                "default.replication.factor", replicas,
                "min.insync.replicas", inSync,
                "offsets.topic.replication.factor", replicas,
                "transaction.state.log.replication.factor", replicas,
                "transaction.state.log.min.isr", inSync,
                "share.coordinator.state.topic.replication.factor", replicas,
                "share.coordinator.state.topic.min.isr", inSync);
    }

    // few internal partitions start fast
    private static Map<String, String> smallCluster() {
        return Map.of(
                "auto.create.topics.enable", "false",
                "unclean.leader.election.enable", "false",
                "group.initial.rebalance.delay.ms", "0",
                "offsets.topic.num.partitions", "5",
                "transaction.state.log.num.partitions", "5",
                "share.coordinator.state.topic.num.partitions", "5",
                "log.cleaner.dedupe.buffer.size", "16777216");
    }

    // a killed broker may register again only when its old session has ended (Kafka's own setting: 9 s); a lone broker
    // has nobody to take over from it, so that a session that ends too early does no harm
    private Map<String, String> sessions() {
        boolean alone = nodes.size() == 1;
        return Map.of(
                "broker.session.timeout.ms", alone ? "2000" : "6000",
                "broker.heartbeat.interval.ms", alone ? "500" : "1000");
    }
}
