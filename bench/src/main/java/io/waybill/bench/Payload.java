package io.waybill.bench;

import io.waybill.ValueFormat;
import io.waybill.csv.CsvDialect;
import io.waybill.csv.Position;
import io.waybill.csv.RowReader;
import io.waybill.record.RecordEncoder;
import io.waybill.source.FileObjectReader;
import io.waybill.source.ObjectReader;
import io.waybill.source.ReadWindow;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.apache.kafka.common.TopicPartition;

/**
 * The very values that Waybill makes of the first rows, one per line: what other producers are given to send.
 *
 * @param file the lines
 * @param records lines in it
 * @param valueBytes bytes of all values, line ends not counted
 */
record Payload(Path file, long records, long valueBytes) {
    private static final TopicPartition NOWHERE = new TopicPartition("payload", 0);

    /** Writes the values of at most {@code limit} rows of the CSV to the file. */
    static Payload write(ValueFormat format, Path csv, long limit, Path file) throws IOException {
        long records = 0;
        long bytes = 0;
        try (ObjectReader object = FileObjectReader.open(csv);
                RowReader rows =
                        RowReader.open(object, CsvDialect.DEFAULT, Position.START, new CRC32C(), ReadWindow.DEFAULT);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            RecordEncoder encoder = RecordEncoder.forRows(format, NOWHERE, rows);
            while (records < limit && rows.next()) {
                byte[] value = encoder.encode(rows).value();
                out.write(value);
                out.write('\n');
                records++;
                bytes += value.length;
            }
        }
        return new Payload(file, records, bytes);
    }

    /** Mean size of a value. */
    double bytesPerRecord() {
        return (double) valueBytes / records;
    }
}
