package io.waybill.sandbox.check;

import io.waybill.testkit.KafkaServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** One real broker for the tests of the checker; the testkit ends it with this JVM. */
final class TestBroker {
    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final KafkaServer SERVER = start();
    private static final Admin ADMIN = Admin.create(Map.of("bootstrap.servers", SERVER.bootstrapServers()));

    private TestBroker() {}

    private static KafkaServer start() {
        try {
            return KafkaServer.start(Files.createTempDirectory("waybill-checker"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, String> settings() {
        return Map.of("bootstrap.servers", SERVER.bootstrapServers());
    }

    /** A name that no other test has. */
    static String name(String begin) {
        return begin + "-" + NAMES.incrementAndGet();
    }

    /** A new topic of one partition. */
    static String topic(Map<String, String> settings) {
        String name = name("topic");
        try {
            ADMIN.createTopics(List.of(new NewTopic(name, 1, (short) 1).configs(settings)))
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
        return name;
    }

    static KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(new HashMap<>(settings()), new ByteArraySerializer(), new ByteArraySerializer());
    }

    static KafkaProducer<byte[], byte[]> transactional(String id) {
        Map<String, Object> config = new HashMap<>(settings());
        config.put("transactional.id", id);
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        return producer;
    }

    /** Sends a record and waits for its offset. */
    static long send(KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
        return sendAll(producer, List.of(record));
    }

    /** Sends records and waits for the offset of the last one. */
    static long sendAll(KafkaProducer<byte[], byte[]> producer, List<ProducerRecord<byte[], byte[]>> records) {
        try {
            List<Future<RecordMetadata>> answers =
                    records.stream().map(producer::send).toList();
            producer.flush();
            return answers.get(answers.size() - 1).get().offset();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
