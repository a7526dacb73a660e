package io.waybill.sandbox.check;

import io.waybill.checkpoint.OffsetRange;
import io.waybill.sandbox.check.Observations.MirrorSight;
import java.util.List;
import java.util.Optional;

/**
 * What was read from the source and the servers once the job had ended.
 *
 * @param visible what a read_committed reader sees of the destination
 * @param aborted offsets that only a read_uncommitted reader sees
 * @param abortedRecords how many those are
 * @param mirror what the mirror says in the end, if anything
 * @param receipts the job's receipt, if it left one
 * @param held what kept the readers from the end; empty when nothing did
 */
record Evidence(
        SourceRows rows,
        History history,
        VisibleRecords visible,
        List<OffsetRange> aborted,
        long abortedRecords,
        List<MirrorSight> mirror,
        List<ReceiptFile> receipts,
        List<String> held) {
    Optional<ReceiptFile> receipt() {
        return receipts.stream().findFirst();
    }
}
