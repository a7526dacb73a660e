package io.waybill.sink;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The producer's settings: the user's, our defaults where the user said nothing, and the few that carry the promise.
 *
 * @param client the user's client settings, as Kafka names them
 * @param transactionalId the same over all attempts of a job, so that a newer attempt fences an older one
 * @param transactionTimeout how long readers wait after a crash that nobody restarts; at most what the broker allows
 * @param maxMessageBytes the destination's {@code max.message.bytes}: the largest record, and the size of full batches
 */
public record SinkSettings(
        Map<String, String> client, String transactionalId, Duration transactionTimeout, int maxMessageBytes) {

    /** How long one call of the producer may block; longer waits repeat the call. */
    static final Duration MAX_BLOCK = Duration.ofSeconds(20);

    private static final Map<String, Set<String>> REQUIRED = Map.of(
            ProducerConfig.ACKS_CONFIG, Set.of("all", "-1"),
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, Set.of("true"),
            ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, Set.of("1", "2", "3", "4", "5"));
    private static final Set<String> OURS = Set.of(
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
            ProducerConfig.INTERCEPTOR_CLASSES_CONFIG,
            "transaction.two.phase.commit.enable");

    public SinkSettings {
        client = Map.copyOf(client);
        requireSafe(client);
    }

    /**
     * Refuses what would break the promise; the command line calls it before anything else happens.
     *
     * @throws WaybillException SETTING_REFUSED
     */
    public static void requireSafe(Map<String, String> client) {
        REQUIRED.forEach((name, allowed) -> {
            String given = client.get(name);
            if (given != null && !allowed.contains(given)) {
                throw refused(
                        name + "=" + given, "without " + name + " in " + allowed + " rows could be lost or doubled");
            }
        });
        for (String name : OURS) {
            if (client.containsKey(name)) {
                throw refused(
                        name, "Waybill sets it itself, so that newer attempts fence older ones and bytes stay bytes");
            }
        }
    }

    private static WaybillException refused(String what, String why) {
        return new WaybillException(
                ErrorCode.SETTING_REFUSED,
                "The Kafka setting " + what + " may not be given: " + why + ".",
                "Remove it from --command-config or --command-property.");
    }

    /** All of them, as a producer takes them. */
    public Map<String, Object> producerConfig() {
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(Math.max(16 << 10, maxMessageBytes - 4096)));
        config.put(ProducerConfig.LINGER_MS_CONFIG, "20");
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Long.toString(128L << 20));
        config.put(ProducerConfig.SEND_BUFFER_CONFIG, "-1");
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "60000");
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "20000");
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(Math.max(1 << 20, maxMessageBytes)));
        config.put(ProducerConfig.CLIENT_ID_CONFIG, "waybill-producer");
        config.putAll(client);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.toString(MAX_BLOCK.toMillis()));
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Long.toString(transactionTimeout.toMillis()));
        return config;
    }
}
