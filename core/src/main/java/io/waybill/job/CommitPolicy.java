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

    /** A look costs as much as 50 bytes of a row. */
    private static final long BYTES_PER_LOOK = 4096;

    public CommitPolicy {
        if (interval.isNegative() || interval.isZero() || bytes < 1 || rows < 1) {
            throw new IllegalArgumentException("commit policy " + interval + " " + bytes + " " + rows);
        }
    }

    /** A fixed number of rows per transaction, whatever time and bytes they take. */
    public static CommitPolicy everyRows(long rows) {
        return new CommitPolicy(Duration.ofDays(1), Long.MAX_VALUE, rows);
    }

    /** Asked after each row; the clock is looked at only once in {@value #BYTES_PER_LOOK} bytes or so. */
    boolean isDue(OpenTransaction open) {
        return open.records() >= rows
                || open.bytes() >= bytes
                || (open.bytes() / BYTES_PER_LOOK != open.bytesBeforeLast() / BYTES_PER_LOOK
                        && System.nanoTime() - open.openedNanos() >= interval.toNanos());
    }
}
