package io.waybill.job;

import io.waybill.csv.RowReader;
import io.waybill.job.StageReport.Stage;
import io.waybill.job.StageReport.Times;
import io.waybill.record.RecordEncoder;
import io.waybill.sink.SinkTimes;
import io.waybill.sink.TransactionalSink;
import io.waybill.source.ReadTimes;
import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Measures one load without reading the clock for each row: whole parts and transactions are timed, encoding by samples,
 * and sending is what is left. For the job's thread.
 */
final class StageClock {
    private static final int SAMPLE_EVERY = 64; // a power of two
    private static final double NANOS = 1e9;

    private final RowReader rows;
    private final TransactionalSink sink;
    private final long rowsBefore;
    private long begun;
    private ReadTimes readBefore;
    private SinkTimes sunkBefore;
    private long sampled;

    /** @param rows before the first row of the load */
    StageClock(RowReader rows, TransactionalSink sink) {
        this.rows = rows;
        this.sink = sink;
        this.rowsBefore = rows.rowNumber();
        this.readBefore = rows.times();
        this.sunkBefore = sink.times();
    }

    /** The same encoder; the clock starts with its first row. */
    RecordEncoder timing(RecordEncoder encoder) {
        return new RecordEncoder() {
            private int calls;

            @Override
            public ProducerRecord<byte[], byte[]> encode(RowReader row) {
                int call = calls++ & SAMPLE_EVERY - 1;
                if (call == 0 && begun == 0) {
                    begin();
                }
                return call == SAMPLE_EVERY / 2 ? sample(encoder, row) : encoder.encode(row);
            }
        };
    }

    private void begin() {
        begun = System.nanoTime();
        readBefore = rows.times();
        sunkBefore = sink.times();
    }

    private ProducerRecord<byte[], byte[]> sample(RecordEncoder encoder, RowReader row) {
        long now = System.nanoTime();
        long before = System.nanoTime();
        ProducerRecord<byte[], byte[]> record = encoder.encode(row);
        long after = System.nanoTime();
        sampled += Math.max(0, after - before - (before - now)); // the two readings before show what a reading costs
        return record;
    }

    /** After the last commit. */
    StageReport report() {
        if (begun == 0) {
            return StageReport.NONE;
        }
        double all = (System.nanoTime() - begun) / NANOS;
        ReadTimes read = rows.times().since(readBefore);
        SinkTimes sunk = sink.times().since(sunkBefore);
        double fetch = Math.min(all, read.fetching() / NANOS);
        double waited = read.waiting() / NANOS;
        double full = sunk.bufferFull() / NANOS;
        double flush = sunk.flushing() / NANOS;
        double commit = sunk.committing() / NANOS;
        double left = Math.max(0, all - waited - full - flush - commit);
        double framed = Math.min(left, (read.framing() + sampled * SAMPLE_EVERY) / NANOS);
        double send = left - framed;
        Map<Stage, Times> times = new EnumMap<>(Stage.class);
        times.put(Stage.FETCH, new Times(fetch, 0, all - fetch));
        times.put(Stage.FRAME_ENCODE, new Times(framed, waited, Math.max(0, all - framed - waited)));
        times.put(Stage.SEND, new Times(send, Math.max(0, all - send - full), full));
        times.put(Stage.FLUSH, new Times(flush, all - flush, 0));
        times.put(Stage.COMMIT, new Times(commit, all - commit, 0));
        return new StageReport(rows.rowNumber() - rowsBefore, all, times);
    }
}
