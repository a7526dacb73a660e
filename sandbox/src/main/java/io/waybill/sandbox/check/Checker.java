package io.waybill.sandbox.check;

import static io.waybill.sandbox.check.Property.P12;

import io.waybill.checkpoint.JobState;
import io.waybill.sandbox.check.Outcome.Ending;
import io.waybill.sandbox.check.Violation.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges a job that has ended by what it left: the destination, the checkpoints, the mirror, the receipt, and what a
 * {@link Witness} saw meanwhile. It shares no code with the loader and the verifier but the naive row reader and the
 * format of a checkpoint. Any thread may call it; it needs about 50 bytes per row at worst.
 */
public final class Checker {
    private Checker() {}

    /**
     * Reads everything again and holds it against P1 to P14. Nothing may write to the job's topics meanwhile.
     *
     * @param outcome what the job was to come to
     * @param observations {@link Observations#NONE} leaves P9 and a part of P7, P11 and P14 unjudged
     */
    public static CheckResult check(Subject subject, Outcome outcome, Observations observations) {
        ViolationList violations = new ViolationList();
        violations.addAll(observations.violations());
        try (Brokers brokers = new Brokers(subject.kafka(), subject.deadline())) {
            Evidence evidence = new EvidenceReader(subject, observations, violations, brokers).read();
            judge(subject, outcome, observations, evidence, violations);
            return result(evidence, violations);
        }
    }

    private static void judge(
            Subject subject, Outcome outcome, Observations observations, Evidence evidence, ViolationList violations) {
        SourceRows rows = evidence.rows();
        History history = evidence.history();
        long wanted = outcome.expected().isWhole() ? rows.count() : history.rows();
        new RowCheck(rows, evidence.visible(), wanted, violations).check();
        new HistoryCheck(rows, subject.source().object(), violations).check(history.entries());
        MirrorCheck mirror = new MirrorCheck(history.entries(), violations);
        mirror.check(observations.mirrorSights());
        mirror.check(evidence.mirror());
        new ReceiptCheck(evidence, violations).check();
        end(outcome, evidence, violations);
    }

    private static void end(Outcome outcome, Evidence evidence, ViolationList violations) {
        evidence.held().forEach(held -> violations.add(P12, Place.NOWHERE, held));
        if (!outcome.reached()) {
            violations.add(P12, Place.NOWHERE, "the job did not come to its end: " + outcome.seen());
        }
        JobState state = evidence.history().state();
        if (!fits(outcome.expected(), state)) {
            violations.add(
                    P12,
                    Place.NOWHERE,
                    "the job had to be " + outcome.expected() + "; its newest checkpoint is " + state + " at row "
                            + evidence.history().rows());
        }
        if (outcome.expected().isWhole() && !evidence.rows().broken().isEmpty()) {
            violations.add(
                    P12,
                    Place.NOWHERE,
                    "the source cannot be read to its end: " + evidence.rows().broken());
        }
    }

    private static boolean fits(Ending expected, JobState state) {
        return switch (expected) {
            case VERIFIED -> state == JobState.VERIFIED;
            case FINISHED -> state == JobState.FINISHED;
            case STOPPED -> state == JobState.RUNNING || state == JobState.FAILED;
        };
    }

    private static CheckResult result(Evidence evidence, ViolationList violations) {
        List<String> notCheckable = new ArrayList<>(evidence.history().holes());
        return new CheckResult(
                violations.toList(),
                notCheckable,
                evidence.visible().count(),
                evidence.abortedRecords(),
                evidence.aborted(),
                evidence.history().entries().size(),
                evidence.history()
                        .last()
                        .map(checkpoint -> checkpoint.attempt())
                        .orElse(0));
    }
}
