package io.waybill.sandbox.check;

import io.waybill.checkpoint.OffsetRange;
import java.util.ArrayList;
import java.util.List;

/** The offsets that only a read_uncommitted reader sees, as ranges. For one thread. */
final class AbortedRecords {
    private final VisibleRecords visible;
    private final List<OffsetRange> ranges = new ArrayList<>();
    private long count;

    AbortedRecords(VisibleRecords visible) {
        this.visible = visible;
    }

    /** Takes the offset of the next record of a read_uncommitted reader. */
    void see(long offset) {
        if (visible.has(offset)) {
            return;
        }
        count++;
        int last = ranges.size() - 1;
        if (last >= 0 && ranges.get(last).end() == offset) {
            ranges.set(last, new OffsetRange(ranges.get(last).start(), offset + 1));
        } else {
            ranges.add(new OffsetRange(offset, offset + 1));
        }
    }

    List<OffsetRange> ranges() {
        return ranges;
    }

    long count() {
        return count;
    }
}
