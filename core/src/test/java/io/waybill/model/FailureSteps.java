package io.waybill.model;

import io.waybill.model.Attempt.Phase;
import io.waybill.model.Entry.Checkpoint;
import io.waybill.model.Message.End;

/** How an attempt ends early, at any step. Whatever ends it, nothing of its memory is used again. */
final class FailureSteps {
    private final Scope scope;
    private final World world;
    private final Attempt attempt;
    private final Steps steps;

    FailureSteps(Scope scope, World world, Attempt attempt, Steps steps) {
        this.scope = scope;
        this.world = world;
        this.attempt = attempt;
        this.steps = steps;
    }

    void add() {
        if (attempt.isOver() || attempt.phase() == Phase.WAITING) {
            return;
        }
        if (attempt.epoch() >= 0 && attempt.epoch() != world.coordinator().epoch()) {
            steps.add(attempt + " learns that its epoch is refused", world.with(attempt.dead()));
        }
        if (world.isDispensable(attempt)) {
            steps.add(attempt + " is killed", world.with(attempt.dead()));
            closes();
        }
        goesOnFromMemory();
    }

    /** An error ends it, and the sink's close() aborts what is open. */
    private void closes() {
        if (isInATransaction()) {
            steps.add(
                    attempt + " fails and calls abortTransaction",
                    world.with(attempt.dead()).sending(abort()));
        }
    }

    /** What {@link Rule#CRASH_ONLY} forbids: abort, and send what comes next. */
    private void goesOnFromMemory() {
        int believed = attempt.known().rows() + attempt.sent();
        if (!scope.has(Rule.CRASH_ONLY) && isInATransaction() && believed < scope.rows()) {
            Checkpoint next = new Checkpoint(believed, attempt.known().tail(), false);
            steps.add(
                    attempt + " calls abortTransaction, to go on from memory",
                    world.with(attempt.knowing(next).in(Phase.ABORTING)).sending(abort()));
        }
    }

    private boolean isInATransaction() {
        return attempt.phase() == Phase.FLUSHING || (attempt.phase() == Phase.SENDING && attempt.sent() > 0);
    }

    private End abort() {
        return new End(attempt.number(), attempt.epoch(), false);
    }
}
