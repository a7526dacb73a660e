package io.waybill.sandbox.check;

import static io.waybill.sandbox.check.Property.P10;
import static io.waybill.sandbox.check.Property.P8;

import io.waybill.checkpoint.Delivered;
import io.waybill.checkpoint.JobState;
import io.waybill.sandbox.check.History.Entry;
import io.waybill.source.SourceObject;
import java.util.List;

/** P8 and P10 as the checkpoints alone show them. For one thread. */
final class HistoryCheck {
    private final SourceRows rows;
    private final SourceObject source;
    private final ViolationList violations;

    HistoryCheck(SourceRows rows, SourceObject source, ViolationList violations) {
        this.rows = rows;
        this.source = source;
        this.violations = violations;
    }

    void check(List<Entry> entries) {
        for (int i = 0; i < entries.size(); i++) {
            Entry now = entries.get(i);
            alone(now);
            if (i == 0) {
                require(now.gap() || now.transaction() == 1, now, "the first one there is; transactions count from 1");
                require(
                        now.gap() || now.checkpoint().attempt() == 1,
                        now,
                        "the first one there is; attempts count from 1");
            } else {
                follows(entries.get(i - 1), now);
            }
        }
    }

    private void alone(Entry now) {
        require(
                now.delivered().records() == now.rows(),
                now,
                "counts " + now.delivered().records() + " records at row " + now.rows());
        require(
                rows.isBoundary(now.rows(), now.position().byteOffset()),
                now,
                "lies at byte " + now.position().byteOffset() + ", which is no end of that row");
        require(
                now.checkpoint().identity().source().identity().equals(source.identity()),
                now,
                "is of another source: " + now.checkpoint().identity().source());
        if (isWhole(now.checkpoint().state())) {
            require(
                    now.rows() == rows.count() && now.position().byteOffset() == source.size(),
                    now,
                    "is " + now.checkpoint().state() + ", but the source has " + rows.count() + " rows and "
                            + source.size() + " bytes");
        }
    }

    private void follows(Entry before, Entry now) {
        numbers(before, now);
        owners(before, now);
        delivered(before, now);
        require(
                now.checkpoint().identity().equals(before.checkpoint().identity()),
                now,
                "is of another source, destination or content than " + before.name());
        require(
                mayFollow(before.checkpoint().state(), now.checkpoint().state()),
                now,
                now.checkpoint().state() + " after " + before.checkpoint().state());
    }

    private void numbers(Entry before, Entry now) {
        require(now.transaction() > before.transaction(), now, "goes back behind " + before.name());
        require(
                now.gap() || now.transaction() <= before.transaction() + 1,
                now,
                "follows " + before.name() + "; those between were skipped or lost");
        require(
                now.rows() >= before.rows()
                        && now.position().byteOffset() >= before.position().byteOffset()
                        && now.position().ordinal() >= before.position().ordinal(),
                now,
                "its position (" + now.position() + ") goes back behind " + before.name());
    }

    private void owners(Entry before, Entry now) {
        int attempt = now.checkpoint().attempt();
        int earlier = before.checkpoint().attempt();
        String after = "was committed after " + before.name();
        require(attempt >= earlier, now, "its attempt goes back; it " + after);
        if (attempt < earlier
                || now.checkpoint().leaseToken() < before.checkpoint().leaseToken()) {
            violations.add(P10, now.place(), now.name() + " " + after + ", by an older owner");
        }
        require(
                now.gap() || attempt <= earlier + 1,
                now,
                "follows attempt " + earlier + "; those between left nothing");
    }

    private void delivered(Entry before, Entry now) {
        Delivered earlier = before.delivered();
        Delivered later = now.delivered();
        require(later.records() >= earlier.records(), now, "its records go back behind " + before.name());
        require(
                later.lastOffset() >= earlier.lastOffset() && later.startOffset() == earlier.startOffset(),
                now,
                "its offsets go back behind " + before.name());
        require(
                earlier.firstOffset() < 0 || later.firstOffset() == earlier.firstOffset(),
                now,
                "has another first offset than " + before.name());
    }

    private static boolean isWhole(JobState state) {
        return state == JobState.FINISHED || state == JobState.VERIFIED;
    }

    private static boolean mayFollow(JobState before, JobState now) {
        return switch (before) {
            case RUNNING -> now != JobState.VERIFIED;
            case FINISHED -> now == JobState.VERIFIED;
            case VERIFIED, FAILED -> false;
        };
    }

    private void require(boolean holds, Entry entry, String sentence) {
        if (!holds) {
            violations.add(P8, entry.place(), entry.name() + ": " + sentence);
        }
    }
}
