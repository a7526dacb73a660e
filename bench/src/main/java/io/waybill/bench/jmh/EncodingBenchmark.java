package io.waybill.bench.jmh;

import io.waybill.ValueFormat;
import io.waybill.csv.RowReader;
import io.waybill.record.RecordEncoder;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Nanoseconds to find one row and make its record; less those of {@link FramingBenchmark} it is the encoding alone. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Rows.COUNT)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class EncodingBenchmark {
    private static final TopicPartition DESTINATION = new TopicPartition("rows", 0);

    /** The record of each row in one of the formats. */
    @Benchmark
    public void encode(Rows rows, Format format, Blackhole sink) {
        try (RowReader reader = rows.reader()) {
            RecordEncoder encoder = RecordEncoder.forRows(format.value, DESTINATION, reader);
            while (reader.next()) {
                sink.consume(encoder.encode(reader));
            }
        }
    }

    /** What the records hold. */
    @State(Scope.Benchmark)
    public static class Format {
        /** Each of them. */
        @Param
        public ValueFormat value = ValueFormat.RAW;
    }
}
