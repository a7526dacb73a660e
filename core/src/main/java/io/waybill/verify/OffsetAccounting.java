package io.waybill.verify;

import io.waybill.checkpoint.OffsetRange;
import io.waybill.checkpoint.Proof;
import io.waybill.kafka.PartitionLog;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.IsolationLevel;

/**
 * Explains every offset of the job: a record, a control marker that ends a transaction, or a record of an aborted
 * transaction. A read_committed reader sees only gaps; one longer than a single marker is looked into a second time.
 */
final class OffsetAccounting {
    private final List<OffsetRange> gaps = new ArrayList<>();
    private long expected;
    private long markers;

    OffsetAccounting(long startOffset) {
        this.expected = startOffset;
    }

    /** A committed record; returns whether others, invisible ones, stand between it and the record before. */
    boolean visible(long offset) {
        boolean gap = offset > expected;
        if (offset == expected + 1) {
            markers++;
        } else if (gap) {
            gaps.add(new OffsetRange(expected, offset));
        }
        expected = offset + 1;
        return gap;
    }

    /** The proof, once every record was seen. */
    Proof explain(PartitionLog log, long rows, boolean anyRecord) {
        List<OffsetRange> aborted = new ArrayList<>();
        long begin = gaps.isEmpty() ? 0 : log.begin();
        for (OffsetRange gap : gaps) {
            markers += gap.length() - addInvisible(log, gap, begin, aborted);
        }
        long lastMarker = anyRecord ? 1 : 0;
        return new Proof(
                rows,
                markers + lastMarker,
                aborted.stream().mapToLong(OffsetRange::length).sum(),
                aborted);
    }

    /** What Kafka has deleted meanwhile cannot be looked into; rows that were there are missing, the rest was aborted. */
    private static long addInvisible(PartitionLog log, OffsetRange gap, long begin, List<OffsetRange> aborted) {
        List<OffsetRange> found = new ArrayList<>();
        if (gap.start() < begin) {
            found.add(new OffsetRange(gap.start(), Math.min(begin, gap.end())));
        }
        log.read(IsolationLevel.READ_UNCOMMITTED, Math.max(begin, gap.start()), gap.end(), record -> {
            int last = found.size() - 1;
            if (last >= 0 && found.get(last).end() == record.offset()) {
                found.set(last, new OffsetRange(found.get(last).start(), record.offset() + 1));
            } else {
                found.add(new OffsetRange(record.offset(), record.offset() + 1));
            }
            return true;
        });
        aborted.addAll(found);
        return found.stream().mapToLong(OffsetRange::length).sum();
    }
}
