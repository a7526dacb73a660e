package io.waybill.job;

import io.waybill.sink.OpenTransaction;
import java.time.Duration;

/**
 * When a transaction is due: whichever of its limits comes first.
 *
 * @param interval since its first record
 * @param bytes of keys and values
 * @param rows records; {@link Long#MAX_VALUE} for no limit
 */
public record CommitPolicy(Duration interval, long bytes, long rows) {
    /** One second or 64 MiB. */
    public static final CommitPolicy DEFAULT = new CommitPolicy(Duration.ofSeconds(1), 64L << 20, Long.MAX_VALUE);

    public CommitPolicy {
        if (interval.isNegative() || interval.isZero() || bytes < 1 || rows < 1) {
            throw new IllegalArgumentException("commit policy " + interval + " " + bytes + " " + rows);
        }
    }

    /** A fixed number of rows per transaction, whatever time and bytes they take. */
    public static CommitPolicy everyRows(long rows) {
        return new CommitPolicy(Duration.ofDays(1), Long.MAX_VALUE, rows);
    }

    boolean isDue(OpenTransaction open) {
        return open.records() >= rows
                || open.bytes() >= bytes
                || System.nanoTime() - open.openedNanos() >= interval.toNanos();
    }
}
