package io.waybill.bench.jmh;

import io.waybill.ValueFormat;
import io.waybill.csv.RowReader;
import io.waybill.record.RecordEncoder;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The raw records of {@link Rows}, made beforehand. */
@State(Scope.Benchmark)
public class Records {
    static final TopicPartition DESTINATION = new TopicPartition("rows", 0);

    private final List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>(Rows.COUNT);

    /** Makes them. */
    @Setup(Level.Trial)
    public void make(Rows rows) {
        try (RowReader reader = rows.reader()) {
            RecordEncoder encoder = RecordEncoder.forRows(ValueFormat.RAW, DESTINATION, reader);
            while (reader.next()) {
                all.add(encoder.encode(reader));
            }
        }
    }

    List<ProducerRecord<byte[], byte[]>> all() {
        return all;
    }
}
