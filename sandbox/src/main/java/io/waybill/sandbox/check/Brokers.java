package io.waybill.sandbox.check;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;

/** What the brokers say of themselves. For one thread. */
final class Brokers implements AutoCloseable {
    private static final Duration A_DAY = Duration.ofDays(1);

    private final Admin admin;
    private final Duration deadline;

    Brokers(Map<String, String> settings, Duration deadline) {
        Map<String, Object> config = new HashMap<>(settings);
        config.put(AdminClientConfig.CLIENT_ID_CONFIG, "waybill-checker-admin");
        this.admin = Admin.create(config);
        this.deadline = deadline;
    }

    /** Whether a topic keeps every record for at least a day: longer than any run of the suite. */
    boolean compactsNothing(String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var entry = Objects.requireNonNull(
                        answer(admin.describeConfigs(List.of(resource)).all()).get(resource))
                .get("min.compaction.lag.ms");
        return entry != null && Long.parseLong(entry.value()) >= A_DAY.toMillis();
    }

    /** Whose open transactions hold up the readers of a partition. */
    String openTransactions(TopicPartition partition) {
        Map<Long, String> ids = answer(admin.listTransactions().all()).stream()
                .collect(Collectors.toMap(
                        TransactionListing::producerId, TransactionListing::transactionalId, (one, other) -> other));
        String open =
                answer(admin.describeProducers(List.of(partition)).partitionResult(partition))
                        .activeProducers()
                        .stream()
                        .filter(producer ->
                                producer.currentTransactionStartOffset().isPresent())
                        .map(producer -> describe(producer, ids))
                        .collect(Collectors.joining(", "));
        return open.isEmpty() ? "no open transaction" : open;
    }

    private static String describe(ProducerState producer, Map<Long, String> ids) {
        return "the transaction of " + ids.getOrDefault(producer.producerId(), "an unknown id")
                + " that is open since offset "
                + producer.currentTransactionStartOffset().orElse(-1);
    }

    private <T> T answer(KafkaFuture<T> question) {
        try {
            return question.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking the brokers", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the brokers do not answer", e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
