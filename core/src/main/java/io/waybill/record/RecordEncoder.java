package io.waybill.record;

import io.waybill.WaybillException;
import io.waybill.csv.RowReader;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Makes one Kafka record of one row. For one thread. */
public interface RecordEncoder {
    /**
     * The record of the current row: no key, no headers, no timestamp, and a value that is a fresh array.
     *
     * @param rows stands on a row
     * @throws WaybillException BAD_ROW when the row cannot be such a record; the reader may go on to the next row
     */
    ProducerRecord<byte[], byte[]> encode(RowReader rows);
}
