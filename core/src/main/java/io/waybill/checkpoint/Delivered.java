package io.waybill.checkpoint;

import io.waybill.digest.DigestChain;
import java.util.ArrayList;
import java.util.List;

/**
 * What the destination holds of the job at a checkpoint.
 *
 * @param records records committed
 * @param startOffset the destination's end when the job began
 * @param firstOffset offset of the first record, or -1 before there is one
 * @param lastOffset offset of the last record, or -1 before there is one
 * @param lastDigest {@link io.waybill.digest.RecordDigest} of the record at {@code lastOffset}, or empty
 * @param chain head of the {@link DigestChain}
 * @param unmarked offsets of records that ended a transaction and are followed by the next one's first record, without a
 *     control marker between. Kafka 4.3.1 loses the marker of a transaction whose commit it has acknowledged when the
 *     broker dies before writing it and at its restart takes the partition for deleted; the next commit then decides both
 */
public record Delivered(
        long records,
        long startOffset,
        long firstOffset,
        long lastOffset,
        String lastDigest,
        String chain,
        List<Long> unmarked) {

    public Delivered {
        unmarked = List.copyOf(unmarked);
    }

    /** Nothing yet; the job will write from {@code startOffset} on. */
    public static Delivered nothing(long startOffset) {
        return new Delivered(0, startOffset, -1, -1, "", DigestChain.START, List.of());
    }

    /** What is there once a transaction with records has followed. */
    public Delivered followedBy(long more, OffsetRange offsets, String digestOfLast, String newChain) {
        List<Long> withoutMarker = new ArrayList<>(unmarked);
        if (offsets.start() == lastOffset + 1 && lastOffset >= 0) {
            withoutMarker.add(lastOffset);
        }
        return new Delivered(
                records + more,
                startOffset,
                firstOffset < 0 ? offsets.start() : firstOffset,
                offsets.end() - 1,
                digestOfLast,
                newChain,
                withoutMarker);
    }

    /** No committed record of the job is at or after this offset. */
    public long tail() {
        return lastOffset < 0 ? startOffset : lastOffset + 1;
    }
}
