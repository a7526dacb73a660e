package io.waybill.bench.jmh;

import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A producer without a broker, ready for transactions. */
@State(Scope.Benchmark)
public class OpenProducer {
    private MockProducer<byte[], byte[]> producer = create();

    /** A fresh one for each iteration. */
    @Setup(Level.Iteration)
    public void open() {
        producer = create();
        producer.initTransactions();
    }

    static MockProducer<byte[], byte[]> create() {
        return new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    MockProducer<byte[], byte[]> producer() {
        return producer;
    }

    /** Forgets the records; how many there were. */
    int clear() {
        int records = producer.history().size();
        producer.clear();
        return records;
    }
}
