package io.waybill.testkit.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.testkit.KafkaServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Kafka's own clients meet, and what the brokers made of it. */
class NetworkFaultIT {
    private static final Duration FOR_EVER = Duration.ofDays(1);

    @TempDir
    private static Path folder;

    private static KafkaServer kafka;
    private static StockClients clients;

    @BeforeAll
    static void start() {
        kafka = KafkaServer.startBehindProxies(2, folder, Map.of());
        clients = new StockClients(kafka);
    }

    @AfterAll
    static void stop() {
        clients.close();
        // nobody needs its data: no orderly end
        kafka.kill();
        kafka.close();
    }

    @Test
    void transactionIsCommittedThoughItsAnswersAreLost() throws Exception {
        String topic = clients.newTopic();
        try (KafkaProducer<String, String> producer = transaction(topic);
                InjectedFault drop = inject(new NetworkFault.DropAnswer(Requests.of(RequestKind.END_TXN)))) {
            CompletableFuture<Void> commit = CompletableFuture.runAsync(producer::commitTransaction);
            // the second strike is the repetition on a new connection
            drop.awaitStruck(2);
            assertThat(clients.committed(topic, 1)).containsExactly("row");
            assertThat(commit).isNotDone();
            drop.heal();
            commit.get(30, TimeUnit.SECONDS);
        }
        assertThat(clients.committed(topic, 1)).containsExactly("row");
    }

    @Test
    void transactionIsCommittedWhileItsAnswerIsHeld() throws Exception {
        String topic = clients.newTopic();
        try (KafkaProducer<String, String> producer = transaction(topic);
                InjectedFault hold = inject(new NetworkFault.HoldAnswer(Requests.of(RequestKind.END_TXN)))) {
            CompletableFuture<Void> commit = CompletableFuture.runAsync(producer::commitTransaction);
            hold.awaitStruck(1);
            assertThat(clients.committed(topic, 1)).containsExactly("row");
            assertThat(commit).isNotDone();
            hold.heal();
            commit.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void lateProduceReachesTheBrokerAfterItsClientHasGone() {
        String topic = clients.newTopic();
        KafkaProducer<String, String> producer = clients.producer(Map.of());
        StockClients.send(producer, topic, 0, "first");
        InjectedFault delay = inject(new NetworkFault.Delay(Requests.of(RequestKind.PRODUCE), FOR_EVER));
        Future<RecordMetadata> late = producer.send(new ProducerRecord<>(topic, 0, null, "late"));
        delay.awaitStruck(1);
        producer.close(Duration.ZERO);
        assertThatThrownBy(late::get).hasMessageContaining("closed forcefully");
        delay.heal();
        assertThat(clients.committed(topic, 2)).containsExactly("first", "late");
    }

    @Test
    void newProducerGetsItsIdThoughTheFirstAnswersAreLost() {
        String topic = clients.newTopic();
        Requests twice = Requests.of(RequestKind.INIT_PRODUCER_ID).first(2);
        try (InjectedFault drop = inject(new NetworkFault.DropAnswer(twice));
                KafkaProducer<String, String> producer = transaction(topic)) {
            drop.awaitStruck(2);
            producer.commitTransaction();
        }
        assertThat(clients.committed(topic, 1)).containsExactly("row");
    }

    @Test
    void blackHoleOfOneBrokerStopsOnlyThatOne() throws Exception {
        String topic = clients.newTopic();
        try (KafkaProducer<String, String> producer = clients.producer(Map.of())) {
            StockClients.send(producer, topic, 0, "first");
            StockClients.send(producer, topic, 1, "first");
            try (InjectedFault hole = kafka.network().inject(1, new NetworkFault.BlackHole())) {
                Future<RecordMetadata> lost = producer.send(new ProducerRecord<>(topic, 0, null, "second"));
                hole.awaitStruck(1);
                StockClients.send(producer, topic, 1, "second");
                assertThat(lost.isDone()).isFalse();
                hole.heal();
                lost.get(60, TimeUnit.SECONDS);
            }
        }
        assertThat(clients.committed(topic, 2)).containsExactly("first", "second");
    }

    @Test
    void faultsStrikeNeitherDirectClientsNorReplication() {
        String topic = clients.newTopic();
        try (InjectedFault hole = inject(new NetworkFault.BlackHole());
                InjectedFault refuse = inject(new NetworkFault.Refuse());
                KafkaProducer<String, String> producer = clients.directProducer()) {
            StockClients.send(producer, topic, 0, "on both brokers");
            assertThat(hole.struck()).isZero();
            assertThat(refuse.struck()).isEqualTo(2);
        }
        assertThat(clients.committed(topic, 1)).containsExactly("on both brokers");
    }

    @Test
    void resetStormNeitherLosesNorRepeatsNorReordersRecords() {
        String topic = clients.newTopic();
        List<String> values =
                IntStream.range(0, 300).mapToObj("%0512d"::formatted).toList();
        try (InjectedFault bytes = inject(new NetworkFault.ResetEveryBytes(40_000));
                InjectedFault requests = inject(new NetworkFault.ResetEveryRequests(Requests.all(), 20));
                KafkaProducer<String, String> producer =
                        clients.producer(Map.of("batch.size", 4_096, "reconnect.backoff.max.ms", 100))) {
            List<Future<RecordMetadata>> sent = values.stream()
                    .map(value -> producer.send(new ProducerRecord<>(topic, 0, null, value)))
                    .toList();
            producer.flush();
            assertThat(sent).allMatch(Future::isDone);
            bytes.awaitStruck(2);
            requests.awaitStruck(1);
        }
        assertThat(clients.committed(topic, values.size())).isEqualTo(values);
    }

    @Test
    void slowNetworkTakesAtLeastTheTimeOfItsBytes() {
        String topic = clients.newTopic();
        try (KafkaProducer<String, String> producer = clients.producer(Map.of())) {
            StockClients.send(producer, topic, 0, "first");
            try (InjectedFault slow = inject(new NetworkFault.Throttle(125_000))) {
                long begin = System.nanoTime();
                StockClients.send(producer, topic, 0, "x".repeat(125_000));
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
                slow.awaitStruck(125_000 / 4_096);
            }
        }
    }

    private static InjectedFault inject(NetworkFault fault) {
        return kafka.network().inject(fault);
    }

    /** A producer whose transaction is open and has one row, acknowledged. */
    private static KafkaProducer<String, String> transaction(String topic) {
        KafkaProducer<String, String> producer = clients.producer(Map.of("transactional.id", topic));
        producer.initTransactions();
        producer.beginTransaction();
        StockClients.send(producer, topic, 0, "row");
        return producer;
    }
}
