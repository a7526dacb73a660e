package io.waybill.verify;

import io.waybill.checkpoint.Delivered;
import io.waybill.checkpoint.Proof;
import io.waybill.digest.DigestChain;
import io.waybill.kafka.PartitionLog;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the committed records tell besides their content: their number, the digest chain, what the offsets are. Not thread-safe. */
final class TopicTally {
    private final DigestChain chain = new DigestChain(DigestChain.START);
    private final OffsetAccounting offsets;
    private final Set<Long> unmarked;
    private final boolean anyRecord;
    private long records;

    TopicTally(Delivered delivered) {
        this.offsets = new OffsetAccounting(delivered.startOffset());
        this.unmarked = Set.copyOf(delivered.unmarked());
        this.anyRecord = delivered.lastOffset() >= 0;
    }

    /** The next committed record. */
    void add(ConsumerRecord<byte[], byte[]> record) {
        boolean afterOthers = offsets.visible(record.offset());
        if (afterOthers || (!unmarked.isEmpty() && unmarked.contains(record.offset() - 1))) {
            chain.fold();
        }
        chain.add(record.key(), record.value());
        records++;
    }

    long records() {
        return records;
    }

    /** The chain's head after the last record. */
    String chainHead() {
        return chain.fold();
    }

    /** The proof, once every record was seen. */
    Proof explain(PartitionLog log, long rows) {
        return offsets.explain(log, rows, anyRecord);
    }
}
