package io.waybill.testkit;

import io.waybill.testkit.network.KafkaNetwork;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A real Kafka cluster of one or more brokers, each a child process that can be killed. Topics are not created by use.
 * A start on a folder used before continues its cluster: same id, same data, and same ports unless they are taken.
 */
public final class KafkaServer implements AutoCloseable {
    private final List<KafkaNode> nodes;
    private final List<ServerProcess> brokers;
    private final KafkaNetwork network;

    private KafkaServer(List<KafkaNode> nodes, List<ServerProcess> brokers, KafkaNetwork network) {
        this.nodes = nodes;
        this.brokers = brokers;
        this.network = network;
    }

    /** One broker. */
    public static KafkaServer start(Path dataDir) {
        return start(1, dataDir);
    }

    /** So many brokers; with three or more, internal topics have three replicas of which two must be in sync. */
    public static KafkaServer start(int brokers, Path dataDir) {
        return start(brokers, dataDir, Map.of());
    }

    /** With broker settings that win over the testkit's own. */
    public static KafkaServer start(int brokers, Path dataDir, Map<String, String> settings) {
        return RememberedPorts.start(dataDir, ports -> start(nodes(brokers, dataDir, ports, false), dataDir, settings));
    }

    /**
     * The same with a proxy in front of each broker, where {@link #network()} injects faults. Only clients use the proxies;
     * brokers among themselves and clients of {@link #directServers()} go past them.
     */
    public static KafkaServer startBehindProxies(int brokers, Path dataDir, Map<String, String> settings) {
        return RememberedPorts.start(dataDir, ports -> start(nodes(brokers, dataDir, ports, true), dataDir, settings));
    }

    /** All brokers' addresses, for {@code bootstrap.servers}: those of the proxies, when there are some. */
    public String bootstrapServers() {
        return nodes.stream().map(KafkaNode::address).collect(Collectors.joining(","));
    }

    /** All brokers' addresses past the proxies: for clients that check what faults have done. */
    public String directServers() {
        return nodes.stream().map(KafkaNode::directAddress).collect(Collectors.joining(","));
    }

    /** Where faults are injected; a cluster without proxies refuses them. */
    public KafkaNetwork network() {
        return network;
    }

    /** One broker, to kill, pause and restart it; {@code id} is Kafka's: from 1. */
    public ServerProcess broker(int id) {
        return brokers.get(id - 1);
    }

    /** SIGKILL to all brokers. */
    public void kill() {
        brokers.forEach(ServerProcess::kill);
    }

    /** Starts all brokers again on the same data and ports, and waits until all answer. */
    public void restart() {
        brokers.forEach(ServerProcess::beginStop);
        brokers.forEach(ServerProcess::beginRestart);
        brokers.forEach(ServerProcess::awaitReady);
    }

    /** Runs a stock tool of the same Kafka, such as {@code org.apache.kafka.tools.GetOffsetShell}. */
    public ToolRun runTool(String mainClass, String... arguments) {
        return KafkaTool.run(mainClass, List.of(arguments));
    }

    /** Stops all brokers at once: one after the other, the last ones would wait for the quorum. */
    @Override
    public void close() {
        try (network) {
            brokers.forEach(ServerProcess::beginStop);
            brokers.forEach(ServerProcess::close);
        }
    }

    private static KafkaServer start(List<KafkaNode> nodes, Path dataDir, Map<String, String> settings) {
        new KafkaStorage(dataDir).prepare(nodes, new KafkaSettings(nodes, settings));
        KafkaNetwork network = openNetwork(nodes);
        try {
            return new KafkaServer(nodes, startAll(nodes), network);
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }

    private static KafkaNetwork openNetwork(List<KafkaNode> nodes) {
        try {
            return KafkaNetwork.open(nodes.stream()
                    .filter(node -> node.ports().isBehindProxy())
                    .map(KafkaNode::route)
                    .toList());
        } catch (UncheckedIOException e) {
            // a port taken meanwhile: the start is tried again
            throw new ServerStartException("the proxies did not start: " + e.getMessage());
        }
    }

    private static List<KafkaNode> nodes(int brokers, Path dataDir, RememberedPorts ports, boolean behindProxies) {
        if (brokers < 1) {
            throw new IllegalArgumentException(brokers + " brokers");
        }
        return IntStream.rangeClosed(1, brokers)
                .mapToObj(id -> new KafkaNode(
                        id,
                        behindProxies ? KafkaPorts.behindProxy(id, ports) : KafkaPorts.plain(id, ports),
                        Folders.create(dataDir.resolve("broker-" + id))))
                .toList();
    }

    private static List<ServerProcess> startAll(List<KafkaNode> nodes) {
        List<ServerProcess> brokers =
                nodes.stream().map(KafkaNode::launch).map(ServerProcess::begin).toList();
        try {
            brokers.forEach(ServerProcess::awaitReady);
            return brokers;
        } catch (RuntimeException e) {
            brokers.forEach(ServerProcess::kill);
            throw e;
        }
    }
}
