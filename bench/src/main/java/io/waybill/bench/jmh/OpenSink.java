package io.waybill.bench.jmh;

import io.waybill.ValueFormat;
import io.waybill.checkpoint.Checkpoint;
import io.waybill.checkpoint.CheckpointTopic;
import io.waybill.checkpoint.ContentSettings;
import io.waybill.checkpoint.Destination;
import io.waybill.checkpoint.JobIdentity;
import io.waybill.csv.CsvDialect;
import io.waybill.kafka.KafkaClients;
import io.waybill.sink.TransactionalSink;
import io.waybill.source.SourceObject;
import io.waybill.source.StoredChecksum;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A sink in front of a producer without a broker, which has told it that nothing is committed. */
@State(Scope.Benchmark)
public class OpenSink {
    private static final Duration DEADLINE = Duration.ofSeconds(1);
    private static final int MAX_MESSAGE_BYTES = 1 << 20;
    private static final SourceObject SOURCE =
            new SourceObject("s3://memory/rows.csv", "", "memory", 1, StoredChecksum.NONE);
    private static final Checkpoint NOTHING = Checkpoint.none(
            new JobIdentity(
                    "bench",
                    SOURCE,
                    new Destination(
                            "cluster", Records.DESTINATION.topic(), "topic-id", Records.DESTINATION.partition()),
                    new ContentSettings(CsvDialect.DEFAULT, ValueFormat.RAW)),
            0,
            new StoredChecksum(StoredChecksum.Algorithm.CRC32C, 0));

    private MockProducer<byte[], byte[]> producer = OpenProducer.create();
    private TransactionalSink sink = open(producer);

    /** A fresh one for each iteration: its checkpoint grows with each transaction, as a mock writes no markers. */
    @Setup(Level.Iteration)
    public void open() {
        producer = OpenProducer.create();
        sink = open(producer);
    }

    private static TransactionalSink open(MockProducer<byte[], byte[]> producer) {
        CheckpointTopic checkpoints = new CheckpointTopic(
                new KafkaClients(Map.of("bootstrap.servers", "localhost:1")), CheckpointTopic.DEFAULT_NAME, DEADLINE);
        TransactionalSink sink = TransactionalSink.claim(producer, MAX_MESSAGE_BYTES, checkpoints, DEADLINE);
        sink.continueFrom(NOTHING);
        return sink;
    }

    TransactionalSink sink() {
        return sink;
    }

    /** Commits what was appended, and has the producer forget it. */
    Checkpoint commit() {
        Checkpoint committed = sink.commit(NOTHING);
        producer.clear();
        return committed;
    }
}
