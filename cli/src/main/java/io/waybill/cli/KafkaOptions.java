package io.waybill.cli;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.checkpoint.CheckpointTopic;
import io.waybill.kafka.KafkaClients;
import io.waybill.sink.SinkSettings;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to reach Kafka, in the words of its own tools. */
final class KafkaOptions {
    @Option(
            names = {"-b", "--bootstrap-server"},
            paramLabel = "HOST:PORT",
            description = "The Kafka cluster; several with commas.")
    private @Nullable String bootstrapServer;

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            description = "Properties for every Kafka client: security, timeouts.")
    private @Nullable Path commandConfig;

    @Option(
            names = "--command-property",
            paramLabel = "K=V",
            description = "One property for every Kafka client; wins over the file.")
    private Map<String, String> commandProperties = new LinkedHashMap<>();

    @Option(
            names = "--checkpoint-topic",
            paramLabel = "TOPIC",
            defaultValue = CheckpointTopic.DEFAULT_NAME,
            description = "The topic that holds the checkpoints (${DEFAULT-VALUE}).")
    private String checkpointTopic = CheckpointTopic.DEFAULT_NAME;

    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            defaultValue = "60s",
            description = "How long to try to reach a server before giving up with exit 75 (${DEFAULT-VALUE}).")
    private Duration deadline = Duration.ofMinutes(1);

    KafkaClients clients() {
        Map<String, String> settings = new HashMap<>(fromFile());
        settings.putAll(commandProperties);
        if (bootstrapServer != null) {
            settings.put("bootstrap.servers", bootstrapServer);
        }
        SinkSettings.requireSafe(settings);
        return new KafkaClients(settings);
    }

    private Map<String, String> fromFile() {
        if (commandConfig == null) {
            return Map.of();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(commandConfig)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new WaybillException(
                    ErrorCode.USAGE,
                    "The file " + commandConfig + " of --command-config cannot be read: " + e,
                    "Give a readable properties file.",
                    e);
        }
        Map<String, String> settings = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        return settings;
    }

    String checkpointTopic() {
        return checkpointTopic;
    }

    Duration deadline() {
        return deadline;
    }
}
