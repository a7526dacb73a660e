package io.waybill.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Asks a cluster with the stock clients; every answer has a deadline. */
final class PlainClient implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final String bootstrapServers;
    private final Admin admin;

    PlainClient(KafkaServer kafka) {
        bootstrapServers = kafka.bootstrapServers();
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    void createTopic(String name, int replicas) {
        NewTopic topic = new NewTopic(name, Optional.of(1), Optional.of((short) replicas));
        answer(admin.createTopics(List.of(topic)).all(), DEADLINE);
    }

    String clusterId() {
        return clusterIdWithin(DEADLINE);
    }

    String clusterIdWithin(Duration wait) {
        return answer(admin.describeCluster().clusterId(), wait);
    }

    int inSyncReplicas(String topic) {
        return answer(admin.describeTopics(List.of(topic)).allTopicNames(), DEADLINE).values().stream()
                .map(description -> description.partitions().get(0).isr().size())
                .findFirst()
                .orElseThrow();
    }

    /** Returns when it is acknowledged by all replicas in sync. */
    void send(String topic, String value) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers, "acks", "all");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, value)).get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("not acknowledged", e);
        }
    }

    /** All values from the beginning, at least so many. */
    List<String> readAll(String topic, int count) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest");
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            Deadline deadline = Deadline.in(DEADLINE);
            while (values.size() < count && !deadline.hasPassed()) {
                consumer.poll(Duration.ofMillis(100)).forEach(row -> values.add(row.value()));
            }
        }
        return values;
    }

    @Override
    public void close() {
        admin.close();
    }

    private static <T> T answer(KafkaFuture<T> future, Duration wait) {
        try {
            return future.get(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
