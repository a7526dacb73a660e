package io.waybill.bench.jmh;

import io.waybill.digest.DigestChain;
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

/** Nanoseconds to add one record to the digest chain, all of an invocation being one transaction. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Rows.COUNT)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class DigestBenchmark {
    /** The head after all records. */
    @Benchmark
    public String chain(Records records) {
        DigestChain chain = new DigestChain(DigestChain.START);
        for (ProducerRecord<byte[], byte[]> record : records.all()) {
            chain.add(record.key(), record.value());
        }
        return chain.fold();
    }
}
