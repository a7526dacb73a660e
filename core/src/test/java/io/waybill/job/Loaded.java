package io.waybill.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.waybill.checkpoint.OffsetRange;
import io.waybill.checkpoint.Proof;
import io.waybill.testing.Broker;
import io.waybill.testkit.CsvGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the tests demand of a topic and its receipt. */
final class Loaded {
    private Loaded() {}

    /** Every row once, in order, with the keys in the header's order. */
    static void assertRows(String topic, CsvGenerator rows) {
        assertFirstRows(topic, rows, rows.rows());
    }

    /** The first rows and no others. */
    static void assertFirstRows(String topic, CsvGenerator rows, long count) {
        assertFirstRows(Broker.records(topic), rows, count);
    }

    /** The same of records read from whichever cluster. */
    static void assertFirstRows(List<ConsumerRecord<byte[], byte[]>> records, CsvGenerator rows, long count) {
        assertThat(records).hasSize(Math.toIntExact(count));
        for (int i = 0; i < records.size(); i++) {
            assertThat(pairs(records.get(i).value())).as("row %d", i + 1).isEqualTo(pairs(rows, i + 1));
        }
    }

    private static List<Map.Entry<String, Object>> pairs(byte[] json) {
        try {
            return new ArrayList<>(JSON.std.mapFrom(json).entrySet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Map.Entry<String, Object>> pairs(CsvGenerator rows, long row) {
        Map<String, Object> pairs = new LinkedHashMap<>();
        List<String> fields = rows.row(row);
        for (int i = 0; i < fields.size(); i++) {
            pairs.put(rows.columns().get(i), fields.get(i));
        }
        return new ArrayList<>(pairs.entrySet());
    }

    /** {@code end - start = records + markers + aborted}, of rows that were all compared. */
    static void assertExplained(Receipt receipt, long rows) {
        Proof proof = receipt.checkpoint().proof();
        long records = receipt.checkpoint().delivered().records();
        assertThat(receipt.isVerified()).isTrue();
        assertThat(records).isEqualTo(rows);
        assertThat(proof.rows()).isEqualTo(rows);
        assertThat(receipt.endOffset() - receipt.checkpoint().delivered().startOffset())
                .as("end - start")
                .isEqualTo(records + proof.markers() + proof.aborted());
        assertThat(proof.abortedRanges().stream().mapToLong(OffsetRange::length).sum())
                .isEqualTo(proof.aborted());
    }
}
