package io.waybill.checkpoint;

import io.waybill.digest.DigestChain;

/**
 * What the destination holds of the job at a checkpoint.
 *
 * @param records records committed
 * @param startOffset the destination's end when the job began
 * @param firstOffset offset of the first record, or -1 before there is one
 * @param lastOffset offset of the last record, or -1 before there is one
 * @param lastDigest {@link io.waybill.digest.RecordDigest} of the record at {@code lastOffset}, or empty
 * @param chain head of the {@link DigestChain}
 */
public record Delivered(
        long records, long startOffset, long firstOffset, long lastOffset, String lastDigest, String chain) {

    /** Nothing yet; the job will write from {@code startOffset} on. */
    public static Delivered nothing(long startOffset) {
        return new Delivered(0, startOffset, -1, -1, "", DigestChain.START);
    }

    /** No committed record of the job is at or after this offset. */
    public long tail() {
        return lastOffset < 0 ? startOffset : lastOffset + 1;
    }
}
