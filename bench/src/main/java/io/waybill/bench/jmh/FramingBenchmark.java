package io.waybill.bench.jmh;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.waybill.csv.RowReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Nanoseconds to find one row, against FastCSV on the same bytes. Waybill's side includes the copy of each part, its checksum
 * and the hand-over from the reading threads; FastCSV's includes the decoding of UTF-8 and the fields, since it offers no rows
 * without them. Both are what a loader built on them would pay.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Rows.COUNT)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class FramingBenchmark {
    /** Every row's place, none copied. */
    @Benchmark
    public void rowReader(Rows rows, Blackhole sink) {
        try (RowReader reader = rows.reader()) {
            while (reader.next()) {
                sink.consume(reader.end() - reader.start());
            }
        }
    }

    /** Every record with its fields. */
    @Benchmark
    public void fastCsv(Rows rows, Blackhole sink) throws IOException {
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(new ByteArrayInputStream(rows.csv()))) {
            for (CsvRecord row : reader) {
                sink.consume(row);
            }
        }
    }
}
