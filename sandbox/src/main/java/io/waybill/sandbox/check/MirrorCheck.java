package io.waybill.sandbox.check;

import static io.waybill.sandbox.check.Property.P11;

import io.waybill.sandbox.check.History.Entry;
import io.waybill.sandbox.check.Observations.MirrorSight;
import io.waybill.sandbox.check.Violation.Place;
import java.util.List;

/** P11: whatever the mirror said, a checkpoint that says it was in Kafka already. For one thread. */
final class MirrorCheck {
    private final List<Entry> entries;
    private final ViolationList violations;

    MirrorCheck(List<Entry> entries, ViolationList violations) {
        this.entries = entries;
        this.violations = violations;
    }

    void check(List<MirrorSight> sights) {
        sights.forEach(this::check);
    }

    private void check(MirrorSight sight) {
        List<Entry> before = entries.stream()
                .filter(entry -> entry.offset() < sight.checkpointEnd())
                .toList();
        long newest = before.stream().mapToLong(Entry::transaction).max().orElse(0);
        String said =
                "the mirror said transaction " + sight.transaction() + ", row " + sight.rows() + ", " + sight.state();
        if (sight.transaction() > newest) {
            violations.add(
                    P11,
                    new Place(sight.rows(), -1, sight.checkpointEnd()),
                    said + "; the checkpoint topic had come to transaction " + newest);
            return;
        }
        before.stream()
                .filter(entry -> entry.transaction() == sight.transaction())
                .filter(entry ->
                        entry.rows() != sight.rows() || entry.checkpoint().state() != sight.state())
                .forEach(entry -> violations.add(
                        P11,
                        entry.place(),
                        said + "; " + entry.name() + " is " + entry.checkpoint().state()));
    }
}
