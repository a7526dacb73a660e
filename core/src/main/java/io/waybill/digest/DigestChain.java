package io.waybill.digest;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * One value that stands for every record of a job so far, in order.
 *
 * <p>Each transaction with records folds into it: {@code head = SHA-256(head || SHA-256(records of the transaction))}, a
 * record being framed as in {@link RecordDigest}. The head is therefore resumable at every checkpoint, and a reader of
 * the topic can recompute it, since each transaction is a run of adjacent offsets that ends at a control marker, or where
 * the checkpoint says that Kafka lost one.
 *
 * <p>Not thread-safe; the loader's and the verifier's reading threads own one each.
 */
public final class DigestChain {
    /** The head before the first record: 32 zero bytes. */
    public static final String START = "00".repeat(32);

    /** So many at a time go into the digest: each call of it costs as much as hashing some dozen bytes. */
    private static final int STAGED_BYTES = 1 << 14;

    private final MessageDigest records = RecordDigest.sha256();
    private final ByteBuffer staged = ByteBuffer.allocate(STAGED_BYTES); // of the open transaction, not yet in records
    private String head;
    private boolean open;

    /** Continues from a head, 64 hexadecimal digits. */
    public DigestChain(String head) {
        if (HexFormat.of().parseHex(head).length != 32) {
            throw new IllegalArgumentException("not a chain head: " + head);
        }
        this.head = head;
    }

    /** Adds one record to the open transaction. */
    public void add(byte @Nullable [] key, byte @Nullable [] value) {
        stage(key);
        stage(value);
        open = true;
    }

    /** Folds the open transaction, if it has records, and returns the new head. */
    public String fold() {
        if (open) {
            hashStaged();
            byte[] transaction = records.digest();
            records.update(HexFormat.of().parseHex(head));
            head = HexFormat.of().formatHex(records.digest(transaction));
            open = false;
        }
        return head;
    }

    private void stage(byte @Nullable [] bytes) {
        int length = bytes == null ? 0 : bytes.length;
        if (staged.remaining() < Integer.BYTES + (long) length) {
            hashStaged();
        }
        staged.putInt(bytes == null ? -1 : length);
        if (bytes != null && length <= staged.remaining()) {
            staged.put(bytes);
        } else if (bytes != null) {
            hashStaged();
            records.update(bytes);
        }
    }

    private void hashStaged() {
        records.update(staged.array(), 0, staged.position());
        staged.clear();
    }
}
