package io.waybill.sandbox.check;

import static io.waybill.sandbox.check.Property.P14;
import static io.waybill.sandbox.check.Property.P7;

import io.waybill.sandbox.check.Observations.Sight;
import io.waybill.sandbox.check.Violation.Place;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** P7 and P14: holds what a concurrent reader saw against what the last reader sees, record by record. For one thread. */
final class SightCheck {
    private final List<Sight> sights;
    private final Set<Long> whole = new HashSet<>();
    private final boolean everyCheckpointIsKnown;
    private final ViolationList violations;
    private int next;
    private long count;
    private long digest;

    SightCheck(List<Sight> sights, History history, ViolationList violations) {
        this.sights = sights;
        this.everyCheckpointIsKnown = history.holes().isEmpty();
        this.violations = violations;
        whole.add(0L);
        history.entries().forEach(entry -> whole.add(entry.delivered().records()));
    }

    /** Takes the next record of the last reader. */
    void see(long offset, long hash) {
        closeUpTo(offset);
        count++;
        digest = Hashes.roll(digest, offset, hash);
    }

    /** After the last record. */
    void end() {
        closeUpTo(Long.MAX_VALUE);
    }

    private void closeUpTo(long offset) {
        while (next < sights.size() && sights.get(next).end() <= offset) {
            compare(sights.get(next++));
        }
    }

    private void compare(Sight sight) {
        String reader = "a reader saw " + sight.count() + " records before offset " + sight.end();
        if (sight.count() != count || sight.digest() != digest) {
            violations.add(
                    P14,
                    Place.at(sight.end()),
                    reader + "; now there are " + count + (sight.count() == count ? " others" : ""));
        }
        if (everyCheckpointIsKnown && !whole.contains(sight.count())) {
            violations.add(
                    P7,
                    new Place(sight.count(), -1, sight.end()),
                    reader + "; no checkpoint has so many: this is a part of a transaction");
        }
    }
}
