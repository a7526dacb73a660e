package io.waybill.bench.jmh;

import io.waybill.checkpoint.Checkpoint;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nanoseconds that the sink adds to one record, all of an invocation being one transaction: the chain, the answers, the
 * checkpoint. Kafka's producer is replaced by its {@code MockProducer}, which answers at once and keeps the records in lists:
 * {@link #mockProducerAlone} is what to subtract.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Rows.COUNT)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SinkBenchmark {
    /** Appends all records and commits them. */
    @Benchmark
    public Checkpoint appendAndCommit(Records records, OpenSink open) {
        for (ProducerRecord<byte[], byte[]> record : records.all()) {
            open.sink().append(record);
        }
        return open.commit();
    }

    /** The same records to the same producer, without the sink. */
    @Benchmark
    @SuppressWarnings("FutureReturnValueIgnored") // it is answered before it returns
    public int mockProducerAlone(Records records, OpenProducer open) {
        open.producer().beginTransaction();
        for (ProducerRecord<byte[], byte[]> record : records.all()) {
            open.producer().send(record, (metadata, error) -> {});
        }
        open.producer().commitTransaction();
        return open.clear();
    }
}
