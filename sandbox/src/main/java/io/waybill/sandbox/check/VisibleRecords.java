package io.waybill.sandbox.check;

import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a read_committed reader saw from first to last: a hash of each value, the offsets as runs, and which records have
 * a key or headers. For one thread.
 */
final class VisibleRecords {
    private static final int MOST_ADORNED = 10_000;

    private final LongList hashes = new LongList();
    private final LongList runIndexes = new LongList();
    private final LongList runOffsets = new LongList();
    private final Map<Long, String> adorned = new TreeMap<>();
    private final Hashes hash = new Hashes();
    private long expected = -1;

    /** Takes the next record and returns the hash of its value. */
    long add(ConsumerRecord<byte[], byte[]> record) {
        if (record.offset() != expected) {
            runIndexes.add(hashes.size());
            runOffsets.add(record.offset());
        }
        expected = record.offset() + 1;
        String more =
                (record.key() == null ? "" : "a key ") + (record.headers().toArray().length == 0 ? "" : "headers");
        if (!more.isEmpty() && adorned.size() < MOST_ADORNED) {
            adorned.put(hashes.size(), more.strip().replace("key h", "key and h"));
        }
        long value = hash.of(record.value());
        hashes.add(value);
        return value;
    }

    long count() {
        return hashes.size();
    }

    /** By index, from 0. */
    long hash(long index) {
        return hashes.get(index);
    }

    /** The Kafka offset of a record, by index. */
    long offset(long index) {
        long run = runIndexes.countUpTo(index) - 1;
        return runOffsets.get(run) + index - runIndexes.get(run);
    }

    /** How many of them are before a Kafka offset. */
    long countBefore(long offset) {
        long run = runOffsets.countUpTo(offset - 1) - 1;
        if (run < 0) {
            return 0;
        }
        long next = run + 1 < runIndexes.size() ? runIndexes.get(run + 1) : count();
        return Math.min(next, runIndexes.get(run) + offset - runOffsets.get(run));
    }

    /** Whether a record at this Kafka offset is among them. */
    boolean has(long offset) {
        return countBefore(offset + 1) > countBefore(offset);
    }

    /** By index, the records that have what no row has: a key, headers. */
    Map<Long, String> adorned() {
        return adorned;
    }
}
