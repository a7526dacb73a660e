package io.waybill.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.kafka.Topics;
import io.waybill.testing.Broker;
import io.waybill.testing.Checkpoints;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class CheckpointTopicIT {
    private final String name = Broker.name("checkpoints");
    private final CheckpointTopic topic = new CheckpointTopic(Broker.clients(), name, Broker.DEADLINE);
    private final Checkpoint start = Checkpoints.none("job", "orders");

    @Test
    void isCreatedSoThatNoCheckpointIsLost() {
        topic.ensure(Broker.admin());

        Topics topics = new Topics(Broker.admin(), Broker.DEADLINE);
        assertThat(topics.describe(name).orElseThrow().partitions()).hasSize(1);
        assertThat(topics.settings(name))
                .containsEntry("cleanup.policy", "compact")
                .containsEntry("unclean.leader.election.enable", "false")
                .containsEntry("segment.bytes", "1048576")
                .containsEntry("min.cleanable.dirty.ratio", "0.1");
    }

    @Test
    void aUsableOneIsTakenAsItIs() {
        Broker.create(new NewTopic(name, 1, (short) 1)
                .configs(Map.of("cleanup.policy", "compact", "segment.bytes", "2097152")));

        topic.ensure(Broker.admin());
        topic.ensure(Broker.admin());

        assertThat(new Topics(Broker.admin(), Broker.DEADLINE).settings(name))
                .containsEntry("segment.bytes", "2097152");
    }

    @Test
    void twoPartitionsAreRefused() {
        Broker.create(new NewTopic(name, 2, (short) 1).configs(Map.of("cleanup.policy", "compact")));

        assertRefused("2 partitions");
    }

    @Test
    void aPolicyThatDeletesIsRefused() {
        Broker.create(new NewTopic(name, 1, (short) 1).configs(Map.of("cleanup.policy", "compact,delete")));

        assertRefused("cleanup.policy=compact,delete");
    }

    private void assertRefused(String reason) {
        assertThatThrownBy(() -> topic.ensure(Broker.admin()))
                .isInstanceOfSatisfying(
                        WaybillException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SETTING_REFUSED))
                .hasMessageContainingAll(name, reason);
    }

    @Test
    void aJobThatNeverRanHasNone() {
        topic.ensure(Broker.admin());
        assertThat(topic.read(Broker.admin(), "job")).isEmpty();

        write(Checkpoints.none("another", "orders"));

        assertThat(topic.read(Broker.admin(), "job")).isEmpty();
    }

    @Test
    void theNewestOfSeveralIsFoundBehindThousandsOfOtherJobs() {
        topic.ensure(Broker.admin());
        write(at(1), at(2), at(3));
        try (KafkaProducer<byte[], byte[]> others = Broker.producer()) {
            for (int i = 0; i < 6000; i++) {
                var unused = others.send(topic.record(Checkpoints.none("other-" + i % 7, "orders")));
            }
        }

        assertThat(topic.read(Broker.admin(), "job")).contains(at(3));
    }

    @Test
    void anAbortedCheckpointIsNotRead() {
        topic.ensure(Broker.admin());
        try (KafkaProducer<byte[], byte[]> producer = Broker.transactional(Broker.name("waybill.job"))) {
            commit(producer, at(1));
            producer.beginTransaction();
            Broker.send(producer, topic.record(at(2)));
            producer.abortTransaction();
        }

        assertThat(topic.read(Broker.admin(), "job")).contains(at(1));
    }

    @Test
    void anotherJobsOpenTransactionBeforeOursIsWaitedForAndNamed() {
        topic.ensure(Broker.admin());
        String blocker = Broker.name("waybill.blocker");
        try (KafkaProducer<byte[], byte[]> ours = Broker.transactional(Broker.name("waybill.job"));
                KafkaProducer<byte[], byte[]> other = Broker.transactional(blocker)) {
            commit(ours, at(1));
            other.beginTransaction();
            Broker.send(other, topic.record(Checkpoints.none("other", "orders")));
            commit(ours, at(2)); // newer than the last stable offset

            assertHeldBy(blocker);

            other.abortTransaction();
            assertThat(topic.read(Broker.admin(), "job")).contains(at(2));
        }
    }

    @Test
    void anotherJobsOpenTransactionAfterOursIsWaitedForAndNamed() {
        topic.ensure(Broker.admin());
        String blocker = Broker.name("waybill.blocker");
        write(at(1));
        try (KafkaProducer<byte[], byte[]> other = Broker.transactional(blocker)) {
            other.beginTransaction();
            Broker.send(other, topic.record(Checkpoints.none("other", "orders")));

            assertHeldBy(blocker);
        }
    }

    @Test
    void aDeletedJobHasNoneEvenWhileItsOldCheckpointsAreThere() {
        topic.ensure(Broker.admin());
        write(at(1));
        try (KafkaProducer<byte[], byte[]> operator = Broker.producer()) {
            Broker.send(operator, new ProducerRecord<>(name, 0, key(), null));
            for (int i = 0; i < 300; i++) {
                var unused = operator.send(topic.record(Checkpoints.none("other", "orders")));
            }
        }

        assertThat(topic.read(Broker.admin(), "job")).isEqualTo(Optional.empty());
    }

    @Test
    void whatIsNoCheckpointStopsTheJob() {
        topic.ensure(Broker.admin());
        try (KafkaProducer<byte[], byte[]> other = Broker.producer()) {
            Broker.send(other, new ProducerRecord<>(name, 0, key(), key()));
        }

        assertThatThrownBy(() -> topic.read(Broker.admin(), "job"))
                .isInstanceOfSatisfying(
                        WaybillException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CHECKPOINT_MISMATCH));
    }

    private void assertHeldBy(String blocker) {
        CheckpointTopic impatient = new CheckpointTopic(Broker.clients(), name, Duration.ofSeconds(2));

        assertThatThrownBy(() -> impatient.read(Broker.admin(), "job"))
                .isInstanceOfSatisfying(
                        WaybillException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNREACHABLE))
                .hasMessageContaining(blocker);
    }

    private Checkpoint at(long rows) {
        return Checkpoints.at(start, rows);
    }

    private static byte[] key() {
        return "job".getBytes(StandardCharsets.UTF_8);
    }

    private void commit(KafkaProducer<byte[], byte[]> producer, Checkpoint checkpoint) {
        producer.beginTransaction();
        Broker.send(producer, topic.record(checkpoint));
        producer.commitTransaction();
    }

    private void write(Checkpoint... checkpoints) {
        try (KafkaProducer<byte[], byte[]> producer = Broker.producer()) {
            List.of(checkpoints).forEach(checkpoint -> Broker.send(producer, topic.record(checkpoint)));
        }
    }
}
