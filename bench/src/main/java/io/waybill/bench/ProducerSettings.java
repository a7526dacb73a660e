package io.waybill.bench;

import io.waybill.sink.SinkSettings;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The settings that all producers share: those that Waybill's own sink takes by default, so that they cannot drift apart.
 *
 * @param values by Kafka's names
 */
record ProducerSettings(Map<String, String> values) {
    /** Who a producer is, and how its transactions are named and limited: each contestant's own business. */
    private static final Set<String> OWN = Set.of(
            ProducerConfig.CLIENT_ID_CONFIG,
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            ProducerConfig.TRANSACTION_TIMEOUT_CONFIG);

    ProducerSettings {
        values = Map.copyOf(values);
    }

    /** @param maxMessageBytes of the topics */
    static ProducerSettings ofSink(String bootstrapServers, int maxMessageBytes) {
        Map<String, String> client = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        Map<String, String> values = new HashMap<>();
        new SinkSettings(client, "unused", Duration.ofMinutes(1), maxMessageBytes)
                .producerConfig()
                .forEach((name, value) -> values.put(name, value.toString()));
        values.keySet().removeAll(OWN);
        return new ProducerSettings(values);
    }

    /** The same except for one. */
    ProducerSettings with(String name, String value) {
        Map<String, String> changed = new HashMap<>(values);
        changed.put(name, value);
        return new ProducerSettings(changed);
    }

    String value(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("Waybill's sink has no " + name);
        }
        return value;
    }

    /** As a properties file. */
    Path writeTo(Path file) throws IOException {
        Properties properties = new Properties();
        properties.putAll(values);
        try (Writer out = Files.newBufferedWriter(file)) {
            properties.store(out, "as Waybill's sink has them");
        }
        return file;
    }
}
