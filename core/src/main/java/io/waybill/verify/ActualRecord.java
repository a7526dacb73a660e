package io.waybill.verify;

import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A committed record as the verification sees it.
 *
 * @param value empty when it has none
 * @param plain whether it has neither key nor headers, as every record of a job
 */
@SuppressWarnings("ArrayRecordComponent") // compared by isRecordOf only
record ActualRecord(long offset, byte[] value, boolean plain) {
    private static final byte[] NO_VALUE = {};

    static ActualRecord of(ConsumerRecord<byte[], byte[]> record) {
        return new ActualRecord(
                record.offset(),
                record.value() == null ? NO_VALUE : record.value(),
                record.key() == null && record.headers().toArray().length == 0);
    }

    boolean isRecordOf(ExpectedRows.ExpectedRow row) {
        return plain && value.length > 0 && Arrays.equals(value, row.value());
    }
}
