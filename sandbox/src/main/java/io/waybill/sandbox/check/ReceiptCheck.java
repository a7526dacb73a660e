package io.waybill.sandbox.check;

import static io.waybill.sandbox.check.Property.P13;
import static io.waybill.sandbox.check.Property.P6;
import static io.waybill.sandbox.check.Property.P8;

import io.waybill.checkpoint.Checkpoint;
import io.waybill.checkpoint.Delivered;
import io.waybill.checkpoint.JobState;
import io.waybill.checkpoint.OffsetRange;
import io.waybill.sandbox.check.Violation.Place;
import java.util.ArrayList;
import java.util.List;

/** P13, for a verified job: its receipt and its newest checkpoint account for every offset. For one thread. */
final class ReceiptCheck {
    private final Evidence evidence;
    private final ViolationList violations;

    ReceiptCheck(Evidence evidence, ViolationList violations) {
        this.evidence = evidence;
        this.violations = violations;
    }

    void check() {
        evidence.history().last().ifPresent(newest -> {
            ranges("the newest checkpoint", newest);
            evidence.receipt().ifPresent(receipt -> {
                ranges("the receipt", receipt.checkpoint());
                if (!receipt.checkpoint().equals(newest)) {
                    violations.add(
                            P8,
                            Place.NOWHERE,
                            "the receipt shows transaction "
                                    + receipt.checkpoint().transaction() + ", the newest checkpoint is of transaction "
                                    + newest.transaction() + " or differs otherwise");
                }
                equation(receipt);
            });
        });
    }

    private void ranges(String witness, Checkpoint checkpoint) {
        if (checkpoint.state() != JobState.VERIFIED) {
            return;
        }
        List<OffsetRange> there = within(checkpoint.delivered());
        List<OffsetRange> said = checkpoint.proof().abortedRanges();
        there.stream()
                .filter(range -> !said.contains(range))
                .forEach(range -> violations.add(
                        P13, Place.at(range.start()), witness + " does not list the aborted records " + range));
        said.stream().filter(range -> !there.contains(range)).forEach(range -> {
            violations.add(P13, Place.at(range.start()), witness + " lists aborted records that are none: " + range);
            requireInvisible(witness, range);
        });
    }

    private void requireInvisible(String witness, OffsetRange range) {
        VisibleRecords visible = evidence.visible();
        long count = visible.countBefore(range.end()) - visible.countBefore(range.start());
        if (count > 0) {
            violations.add(
                    P6, Place.at(range.start()), witness + " calls " + range + " aborted; " + count + " are visible");
        }
    }

    /** Aborted ranges between the job's first and last offset, as the receipt lists them. */
    private List<OffsetRange> within(Delivered delivered) {
        List<OffsetRange> within = new ArrayList<>();
        for (OffsetRange range : evidence.aborted()) {
            if (range.start() >= delivered.startOffset() && range.end() <= delivered.lastOffset()) {
                within.add(range);
            }
        }
        return within;
    }

    private void equation(ReceiptFile receipt) {
        if (receipt.checkpoint().state() != JobState.VERIFIED) {
            return;
        }
        long span = receipt.number("end") - receipt.number("start");
        long sum = receipt.number("records") + receipt.number("markers") + receipt.number("aborted");
        if (span != sum
                || receipt.number("records") != receipt.checkpoint().delivered().records()) {
            violations.add(P13, Place.NOWHERE, "the receipt's account does not add up: " + receipt.offsets());
        }
    }
}
