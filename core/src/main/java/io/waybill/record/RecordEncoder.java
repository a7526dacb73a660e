package io.waybill.record;

import io.waybill.ValueFormat;
import io.waybill.WaybillException;
import io.waybill.csv.RowReader;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Makes one Kafka record of one row. For one thread. */
public interface RecordEncoder {
    /**
     * The encoder of a format for the rows of one reader.
     *
     * @throws WaybillException SOURCE_UNSUPPORTED when the header cannot name the keys of JSON objects
     */
    static RecordEncoder forRows(ValueFormat format, TopicPartition destination, RowReader rows) {
        return switch (format) {
            case JSON -> new JsonEncoder(destination.topic(), destination.partition(), rows);
            case RAW -> new RawEncoder(destination.topic(), destination.partition());
        };
    }

    /**
     * The record of the current row: no key, no headers, no timestamp, and a value that is a fresh array.
     *
     * @param rows stands on a row
     * @throws WaybillException BAD_ROW when the row cannot be such a record; the reader may go on to the next row
     */
    ProducerRecord<byte[], byte[]> encode(RowReader rows);
}
