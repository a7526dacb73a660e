package io.waybill.testing;

import io.waybill.kafka.KafkaClients;
import io.waybill.kafka.PartitionLog;
import io.waybill.testkit.KafkaServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * A cluster of one test class's own, where {@link Broker} will not do: with other settings, more brokers, or proxies.
 *
 * @param clients that see it as it is, past all proxies
 */
public record Cluster(KafkaServer server, KafkaClients clients, Admin admin) implements AutoCloseable {
    /** One broker with settings. */
    public static Cluster start(Map<String, String> settings) {
        return of(KafkaServer.start(1, folder(), settings));
    }

    /** Three brokers. */
    public static Cluster ofThree() {
        return of(KafkaServer.start(3, folder()));
    }

    /** A server that runs already; closing this closes it. */
    public static Cluster of(KafkaServer server) {
        KafkaClients clients = new KafkaClients(Map.of("bootstrap.servers", server.directServers()));
        return new Cluster(server, clients, clients.admin());
    }

    /** Where the data of a cluster goes. */
    public static Path folder() {
        try {
            return Files.createTempDirectory("waybill-cluster");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new topic of one partition, on as many brokers as there are. */
    public String topic() {
        String name = Broker.name("topic");
        create(new NewTopic(name, Optional.of(1), Optional.empty()));
        return name;
    }

    /** Creates a topic. */
    public void create(NewTopic topic) {
        Broker.answer(admin.createTopics(List.of(topic)).all());
    }

    /** Partition 0 of a topic. */
    public PartitionLog log(String topic) {
        return new PartitionLog(clients, admin, new TopicPartition(topic, 0), Broker.DEADLINE);
    }

    /** What a read_committed consumer sees in partition 0. */
    public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        PartitionLog log = log(topic);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        log.read(IsolationLevel.READ_COMMITTED, log.begin(), log.stableEnd(), records::add);
        return records;
    }

    @Override
    public void close() {
        admin.close();
        server.close();
    }
}
