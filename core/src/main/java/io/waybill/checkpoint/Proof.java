package io.waybill.checkpoint;

import java.util.List;

/**
 * What a verification without differences established, in the form that the checkpoint keeps.
 *
 * @param rows rows compared
 * @param markers control records between the job's first and last offset and right after it
 * @param aborted records of aborted transactions in the same span: what a read_uncommitted reader sees twice
 * @param abortedRanges where those are
 */
public record Proof(long rows, long markers, long aborted, List<OffsetRange> abortedRanges) {
    /** Not verified. */
    public static final Proof NONE = new Proof(0, 0, 0, List.of());

    public Proof {
        abortedRanges = List.copyOf(abortedRanges);
    }
}
