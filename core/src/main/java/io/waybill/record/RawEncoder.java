package io.waybill.record;

import io.waybill.csv.RowReader;
import java.util.Arrays;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The value is the row's bytes as they stand in the object, without the line end; no row is bad. */
public final class RawEncoder implements RecordEncoder {
    private final String topic;
    private final int partition;

    public RawEncoder(String topic, int partition) {
        this.topic = topic;
        this.partition = partition;
    }

    @Override
    public ProducerRecord<byte[], byte[]> encode(RowReader rows) {
        byte[] value = Arrays.copyOfRange(rows.buffer(), rows.start(), rows.end());
        return new ProducerRecord<>(topic, partition, null, value);
    }
}
