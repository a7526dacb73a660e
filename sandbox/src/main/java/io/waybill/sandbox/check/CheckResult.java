package io.waybill.sandbox.check;

import io.waybill.checkpoint.OffsetRange;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the checker found.
 *
 * @param violations in the order of the properties
 * @param notCheckable what could not be judged, and why
 * @param rowsVisible committed records in the destination
 * @param rowsAborted records that only a read_uncommitted reader sees
 * @param abortedRanges where those are
 * @param checkpoints in the history
 * @param attempts of the newest checkpoint, 0 without one
 */
public record CheckResult(
        List<Violation> violations,
        List<String> notCheckable,
        long rowsVisible,
        long rowsAborted,
        List<OffsetRange> abortedRanges,
        long checkpoints,
        int attempts) {
    public CheckResult {
        violations = List.copyOf(violations);
        notCheckable = List.copyOf(notCheckable);
        abortedRanges = List.copyOf(abortedRanges);
    }

    /** Whether every property held, as far as it could be judged. */
    public boolean isClean() {
        return violations.isEmpty();
    }

    /** The violations of one property. */
    public List<Violation> of(Property property) {
        return violations.stream()
                .filter(violation -> violation.property() == property)
                .toList();
    }

    /** One line for each violation and for what could not be judged. */
    public String describe() {
        return Stream.concat(
                        violations.stream().map(Violation::describe),
                        notCheckable.stream().map(reason -> "not checkable: " + reason))
                .collect(Collectors.joining("\n"));
    }
}
