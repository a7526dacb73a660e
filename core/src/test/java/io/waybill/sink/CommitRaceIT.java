package io.waybill.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.waybill.checkpoint.Checkpoint;
import io.waybill.checkpoint.CheckpointTopic;
import io.waybill.testing.Broker;
import io.waybill.testing.Checkpoints;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The client's sender may commit a transaction before it has sent its last record. With a delay put where that happens,
 * both ways of committing are tried: ours, and the one that looks right.
 */
@Timeout(120)
class CommitRaceIT {
    private static final int TRANSACTIONS = 200;
    private static SenderDelay delay;

    private final String topic = Broker.topic();
    private final String job = Broker.name("race");
    private final CheckpointTopic checkpoints =
            new CheckpointTopic(Broker.clients(), Broker.name("checkpoints"), Broker.DEADLINE);

    @BeforeAll
    static void delaySenders() {
        delay = new SenderDelay();
    }

    @AfterAll
    static void restoreSenders() {
        delay.close();
    }

    @BeforeEach
    void createCheckpointTopic() {
        checkpoints.ensure(Broker.admin());
    }

    @Test
    void aCommitNeverOvertakesItsCheckpoint() {
        Checkpoint last = Checkpoints.none(job, topic);
        try (TransactionalSink sink = claim()) {
            sink.continueFrom(last);
            for (int i = 1; i <= TRANSACTIONS; i++) {
                if (i % 3 != 0) { // every third one holds a checkpoint only
                    sink.append(Broker.record(topic, "row"));
                }
                last = sink.commit(Checkpoints.at(last, i));
            }
        }

        assertThat(offsets(checkpoints.toString()))
                .as("each checkpoint is followed by the marker of its own transaction")
                .isEqualTo(LongStream.range(0, TRANSACTIONS)
                        .mapToObj(transaction -> 2 * transaction)
                        .toList());
        assertThat(checkpoints.read(Broker.admin(), job)).contains(last);
        assertThat(last.delivered().records()).isEqualTo(Broker.records(topic).size());
    }

    /** Without this one, the other would prove nothing. */
    @Test
    void withoutTheSecondFlushRowsAreCommittedWithoutTheirCheckpoint() {
        KafkaProducer<byte[], byte[]> producer = Broker.transactional(Broker.name("one-flush"));
        try {
            for (int row = 1; row <= TRANSACTIONS; row++) {
                if (!commitWithOneFlush(producer, row)) {
                    assertThat(Broker.records(topic)).hasSize(row);
                    assertThat(offsets(checkpoints.toString())).hasSize(row - 1);
                    return;
                }
            }
        } finally {
            producer.close(Duration.ZERO); // it would wait for ever for the record that was overtaken
        }
        fail("the delay did not make the race likely");
    }

    /** Whether the checkpoint was acknowledged when the commit returned. */
    private boolean commitWithOneFlush(KafkaProducer<byte[], byte[]> producer, int row) {
        producer.beginTransaction();
        Broker.send(producer, Broker.record(topic, "row"));
        producer.flush();
        Future<RecordMetadata> checkpoint =
                producer.send(checkpoints.record(Checkpoints.at(Checkpoints.none(job, topic), row)));
        producer.commitTransaction();
        return checkpoint.isDone();
    }

    private static List<Long> offsets(String name) {
        return Broker.records(name).stream().map(ConsumerRecord::offset).toList();
    }

    private TransactionalSink claim() {
        SinkSettings settings = new SinkSettings(
                Map.of("bootstrap.servers", Broker.server().bootstrapServers()),
                "waybill." + job,
                Duration.ofSeconds(60),
                1 << 20);
        return TransactionalSink.claim(settings, checkpoints, Broker.DEADLINE);
    }
}
