package io.waybill.sandbox.check;

import static io.waybill.sandbox.check.Property.P6;
import static io.waybill.sandbox.check.Property.P7;
import static io.waybill.sandbox.check.Property.P8;

import io.waybill.digest.DigestChain;
import io.waybill.sandbox.check.History.Entry;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Accounts for each visible record in the transaction of one checkpoint, and folds the digest chain once more:
 * {@code head = SHA-256(head || SHA-256(records))}, a record being the length and bytes of its key and of its value, an
 * absent one having length -1. For one thread.
 */
final class TransactionCheck {
    private static final HexFormat HEX = HexFormat.of();

    private final List<Entry> entries;
    private final ViolationList violations;
    private final MessageDigest transaction = Hashes.sha256();
    private final MessageDigest record = Hashes.sha256();
    private String head = DigestChain.START;
    private String lastDigest = "";
    private int next;
    private long accounted;
    private long inTransaction;
    private long last = -1;
    private long unaccounted;

    TransactionCheck(List<Entry> entries, ViolationList violations) {
        this.entries = entries;
        this.violations = violations;
    }

    void see(ConsumerRecord<byte[], byte[]> visible) {
        while (next < entries.size()
                && visible.offset() > entries.get(next).delivered().lastOffset()) {
            close();
        }
        if (next == entries.size()) {
            if (unaccounted++ == 0) {
                violations.add(
                        P6,
                        Violation.Place.at(visible.offset()),
                        "this record and those after it are visible, but no checkpoint was committed with them");
            }
            return;
        }
        update(visible.key());
        update(visible.value());
        lastDigest = HEX.formatHex(record.digest());
        inTransaction++;
        last = visible.offset();
    }

    private void update(byte @Nullable [] bytes) {
        byte[] length = ByteBuffer.allocate(Integer.BYTES)
                .putInt(bytes == null ? -1 : bytes.length)
                .array();
        transaction.update(length);
        record.update(length);
        if (bytes != null) {
            transaction.update(bytes);
            record.update(bytes);
        }
    }

    /** After the last record. */
    void end() {
        while (next < entries.size()) {
            close();
        }
    }

    private void close() {
        Entry now = entries.get(next++);
        count(now);
        if (inTransaction > 0) {
            byte[] records = transaction.digest();
            transaction.update(HEX.parseHex(head));
            head = HEX.formatHex(transaction.digest(records));
        }
        if (!now.gap() && !head.equals(now.delivered().chain())) {
            violations.add(P8, now.place(), now.name() + " has a chain head that the visible records do not give");
        }
        boolean ends = last == now.delivered().lastOffset()
                && (last < 0 || lastDigest.equals(now.delivered().lastDigest()));
        if (!ends) {
            violations.add(
                    P8,
                    now.place(),
                    now.name() + " has its last record at offset "
                            + now.delivered().lastOffset() + "; the last visible one is at " + last
                            + ", or has another digest");
        }
        head = now.delivered().chain();
        accounted = now.delivered().records();
        inTransaction = 0;
    }

    private void count(Entry now) {
        long promised = now.delivered().records() - accounted;
        String sentence = now.name() + " accounts for " + promised + " records since the one before it; "
                + inTransaction + " are visible, the last at offset " + last;
        if (inTransaction > promised) {
            violations.add(P6, now.place(), sentence);
        } else if (inTransaction < promised) {
            violations.add(P7, now.place(), sentence);
        }
    }
}
