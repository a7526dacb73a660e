package io.waybill.testing;

import io.waybill.kafka.KafkaClients;
import io.waybill.kafka.PartitionLog;
import io.waybill.kafka.Topics;
import io.waybill.testkit.KafkaServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** One real broker for all test classes of the JVM, which take topics and names of their own; and what they ask of it. */
public final class Broker {
    /** How long the tests let one question to the broker take. */
    public static final Duration DEADLINE = Duration.ofSeconds(30);

    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final KafkaServer SERVER = start();
    private static final KafkaClients CLIENTS =
            new KafkaClients(Map.of("bootstrap.servers", SERVER.bootstrapServers()));
    private static final Admin ADMIN = CLIENTS.admin();

    private Broker() {}

    /** The testkit ends it with this JVM. A transaction that has timed out is aborted soon, not within ten seconds. */
    private static KafkaServer start() {
        try {
            return KafkaServer.start(
                    1,
                    Files.createTempDirectory("waybill-broker"),
                    Map.of("transaction.abort.timed.out.transaction.cleanup.interval.ms", "200"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server itself, to kill and restart it. */
    public static KafkaServer server() {
        return SERVER;
    }

    /** Clients of it. */
    public static KafkaClients clients() {
        return CLIENTS;
    }

    /** Stays open. */
    public static Admin admin() {
        return ADMIN;
    }

    /** A name that no other test has. */
    public static String name(String begin) {
        return begin + "-" + NAMES.incrementAndGet();
    }

    /** A new topic of one partition. */
    public static String topic() {
        return topic(Map.of());
    }

    /** A new topic of one partition with settings. */
    public static String topic(Map<String, String> settings) {
        String name = name("topic");
        create(new NewTopic(name, 1, (short) 1).configs(settings));
        return name;
    }

    /** Creates a topic; returns when the broker knows of it. */
    public static void create(NewTopic topic) {
        answer(ADMIN.createTopics(List.of(topic)).all());
        org.awaitility.Awaitility.await()
                .pollDelay(Duration.ZERO)
                .until(() -> new Topics(ADMIN, DEADLINE).describe(topic.name()).isPresent());
    }

    /** Deletes a topic and makes it again, with another id. */
    public static void recreate(String topic) {
        answer(ADMIN.deleteTopics(List.of(topic)).all());
        org.awaitility.Awaitility.await()
                .ignoreExceptionsInstanceOf(AssertionError.class)
                .until(() -> {
                    create(new NewTopic(topic, 1, (short) 1));
                    return true;
                });
    }

    /** Waits for an answer of the admin client. */
    public static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** Partition 0 of a topic. */
    public static PartitionLog log(String topic) {
        return new PartitionLog(CLIENTS, ADMIN, new TopicPartition(topic, 0), DEADLINE);
    }

    /** What a read_committed consumer sees in partition 0. */
    public static List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        PartitionLog log = log(topic);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        log.read(IsolationLevel.READ_COMMITTED, log.begin(), log.stableEnd(), records::add);
        return records;
    }

    /** The values of {@link #records} as text. */
    public static List<String> values(String topic) {
        return records(topic).stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }

    /** A producer without transactions. */
    public static KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(config(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** A producer whose transactions are initialised. */
    public static KafkaProducer<byte[], byte[]> transactional(String id) {
        Map<String, Object> config = config();
        config.put("transactional.id", id);
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        return producer;
    }

    private static Map<String, Object> config() {
        return new HashMap<>(CLIENTS.settings());
    }

    /** A record without key for partition 0. */
    public static ProducerRecord<byte[], byte[]> record(String topic, String value) {
        return new ProducerRecord<>(topic, 0, null, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Another producer's record, outside of any transaction. */
    public static void write(String topic, String value) {
        try (KafkaProducer<byte[], byte[]> other = producer()) {
            send(other, record(topic, value));
        }
    }

    /** Sends a record and waits until the broker has it; its offset. */
    public static long send(KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
        try {
            return producer.send(record)
                    .get(DEADLINE.toSeconds(), TimeUnit.SECONDS)
                    .offset();
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
