package io.waybill.testkit.network;

import io.waybill.testkit.KafkaServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka's own clients: producers through the proxies; the admin and the readers past them. For one thread. */
final class StockClients implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final KafkaServer kafka;
    private final Admin admin;
    private int topics;

    StockClients(KafkaServer kafka) {
        this.kafka = kafka;
        this.admin = Admin.create(Map.of("bootstrap.servers", kafka.directServers()));
    }

    /** A new topic whose partition n is led by broker n + 1, with replicas on both brokers. */
    String newTopic() {
        String name = "t" + topics++;
        NewTopic topic = new NewTopic(name, Map.of(0, List.of(1, 2), 1, List.of(2, 1)));
        topic.configs(Map.of("min.insync.replicas", "2"));
        try {
            admin.createTopics(List.of(topic)).all().get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
            return name;
        } catch (Exception e) {
            throw new IllegalStateException("no topic " + name, e);
        }
    }

    /** A producer through the proxies. */
    KafkaProducer<String, String> producer(Map<String, Object> settings) {
        return producer(kafka.bootstrapServers(), settings);
    }

    /** A producer that no fault strikes. */
    KafkaProducer<String, String> directProducer() {
        return producer(kafka.directServers(), Map.of());
    }

    /** Waits until it is acknowledged. */
    static void send(KafkaProducer<String, String> producer, String topic, int partition, String value) {
        try {
            producer.send(new ProducerRecord<>(topic, partition, null, value))
                    .get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("not acknowledged", e);
        }
    }

    /** All committed values of partition 0 from the beginning, at least so many. */
    List<String> committed(String topic, int count) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", kafka.directServers(),
                "auto.offset.reset", "earliest",
                "isolation.level", "read_committed");
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            long deadline = System.nanoTime() + DEADLINE.toNanos();
            while (values.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(100)).forEach(row -> values.add(row.value()));
            }
        }
        return values;
    }

    @Override
    public void close() {
        admin.close();
    }

    private static KafkaProducer<String, String> producer(String servers, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Map.of("bootstrap.servers", servers, "acks", "all"));
        settings.putAll(more);
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }
}
