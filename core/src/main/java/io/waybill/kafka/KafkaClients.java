package io.waybill.kafka;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The user's client settings (bootstrap servers, security, whatever {@code --command-config} holds), from which every
 * Kafka client of a job is made.
 *
 * @param settings as Kafka names them; must contain {@code bootstrap.servers}
 */
public record KafkaClients(Map<String, String> settings) {
    public KafkaClients {
        settings = Map.copyOf(settings);
        if (!settings.containsKey("bootstrap.servers")) {
            throw new WaybillException(
                    ErrorCode.USAGE, "No Kafka cluster is named.", "Give --bootstrap-server HOST:PORT.");
        }
    }

    /** An admin client of its own; the caller closes it. */
    public Admin admin() {
        try {
            return new PromptAdmin(with("waybill-admin"));
        } catch (KafkaException e) {
            throw KafkaErrors.translate(e, "Connecting to " + bootstrapServers());
        }
    }

    /**
     * A consumer without a group, positioned by its user, that never jumps: an offset that is gone is an error.
     *
     * @param isolation READ_COMMITTED sees what consumers of the promise see, READ_UNCOMMITTED everything
     */
    public Consumer<byte[], byte[]> consumer(IsolationLevel isolation) {
        Map<String, Object> config = with("waybill-reader");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation.toString());
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "20");
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Integer.toString(8 << 20));
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1000"); // a longer list lives until a collection copies it
        config.putIfAbsent(ConsumerConfig.RECEIVE_BUFFER_CONFIG, "-1"); // the system's, which grows with the distance
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        try {
            return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        } catch (KafkaException e) {
            throw KafkaErrors.translate(e, "Connecting to " + bootstrapServers());
        }
    }

    private Map<String, Object> with(String clientId) {
        Map<String, Object> config = new HashMap<>(settings);
        config.putIfAbsent("client.id", clientId);
        return config;
    }

    /** Where the cluster is, for errors. */
    public String bootstrapServers() {
        return settings.getOrDefault("bootstrap.servers", "");
    }
}
