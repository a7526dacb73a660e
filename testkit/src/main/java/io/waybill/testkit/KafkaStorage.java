package io.waybill.testkit;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.UUID;

/** A cluster's folder: {@code cluster.properties}, and one folder per node that holds its settings and formatted data. */
final class KafkaStorage {
    private final Path file;

    KafkaStorage(Path folder) {
        this.file = folder.resolve("cluster.properties");
    }

    /** Writes the nodes' settings and formats the data folders that are new. */
    void prepare(List<KafkaNode> nodes, KafkaSettings settings) {
        String clusterId = clusterId(nodes.size());
        nodes.forEach(node -> PropertiesFile.write(node.config(), settings.of(node)));
        nodes.parallelStream().filter(node -> !Files.exists(node.formatted())).forEach(node -> format(node, clusterId));
    }

    private String clusterId(int brokers) {
        Properties cluster = PropertiesFile.read(file);
        String count = Integer.toString(brokers);
        if (!cluster.getProperty("brokers", count).equals(count)) {
            throw new IllegalArgumentException(
                    file + " belongs to a cluster of " + cluster.getProperty("brokers") + " brokers, not " + count);
        }
        String id = cluster.getProperty("cluster.id", newId());
        cluster.setProperty("brokers", count);
        cluster.setProperty("cluster.id", id);
        PropertiesFile.write(file, cluster);
        return id;
    }

    private static void format(KafkaNode node, String clusterId) {
        ToolRun format = KafkaTool.run(
                "kafka.tools.StorageTool",
                List.of("format", "-t", clusterId, "-c", node.config().toString()));
        if (format.exitCode() != 0) {
            throw new ServerStartException("the data folder of broker-" + node.id() + " cannot be formatted:\n"
                    + format.output() + format.errors());
        }
    }

    // the form of Kafka's own ids: the 16 bytes of a UUID, base64 for URLs; one that begins with "-" looks like an
    // option
    private static String newId() {
        UUID uuid = UUID.randomUUID();
        ByteBuffer bytes =
                ByteBuffer.allocate(16).putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
        return id.startsWith("-") ? newId() : id;
    }
}
