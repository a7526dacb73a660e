package io.waybill.model;

import io.waybill.model.Attempt.Phase;
import io.waybill.model.Entry.Checkpoint;
import io.waybill.model.Entry.Data;
import io.waybill.model.Entry.Partition;
import io.waybill.model.Entry.Row;
import io.waybill.model.Message.Claim;
import io.waybill.model.Message.End;
import io.waybill.model.Message.Produce;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What an attempt does next. From {@link #starts} to {@link #opens} it is the start path, from {@link #sendsARow} to
 * {@link #commits} the steady state; in between only the brokers and the network act.
 */
final class AttemptSteps {
    private final Scope scope;
    private final World world;
    private final Attempt attempt;
    private final Steps steps;

    AttemptSteps(Scope scope, World world, Attempt attempt, Steps steps) {
        this.scope = scope;
        this.world = world;
        this.attempt = attempt;
        this.steps = steps;
    }

    void add() {
        switch (attempt.phase()) {
            case WAITING -> starts();
            case ASKING -> asksForTheEnd();
            case READING -> readsTheCheckpoint();
            case CHECKING -> checksTheTail();
            case OPENING -> opens();
            case SENDING -> {
                sendsARow();
                flushesTheRows();
            }
            case FLUSHING -> flushesTheCheckpoint();
            case CLAIMING, COMMITTING, COMMITTING_ROWS, ABORTING -> {} // waits for the coordinator
            case FINISHED, STOPPED, DEAD -> {}
        }
        new FailureSteps(scope, world, attempt, steps).add();
    }

    /** Any time after the attempt before it: a restart, or a second one while the first still runs. */
    private void starts() {
        if (attempt.number() > 0 && !isAllowedAfter(world.attempts().get(attempt.number() - 1))) {
            return;
        }
        if (scope.has(Rule.FENCE_BEFORE_READING)) {
            claims(attempt);
        } else {
            steps.add(attempt + " starts", world.with(attempt.in(Phase.ASKING)));
        }
    }

    private boolean isAllowedAfter(Attempt before) {
        return scope.has(Scope.Fault.OVERLAP) ? before.phase() != Phase.WAITING : before.isOver();
    }

    private void claims(Attempt claimant) {
        steps.add(
                claimant + " calls initTransactions",
                world.with(claimant.in(Phase.CLAIMING)).sending(new Claim(claimant.number())));
    }

    private void asksForTheEnd() {
        Log log = world.log(Partition.CHECKPOINTS);
        int end = scope.has(Rule.READ_TO_THE_END) ? log.end() : log.stableEnd();
        steps.add(attempt + " will read the checkpoints up to offset " + end, world.with(attempt.readingTo(end)));
    }

    private void readsTheCheckpoint() {
        Log log = world.log(Partition.CHECKPOINTS);
        if (log.stableEnd() < attempt.readTo()) {
            return; // held by an open transaction: waits
        }
        List<Data> checkpoints = log.read(0, attempt.readTo());
        Checkpoint newest = checkpoints.isEmpty()
                ? Checkpoint.NONE
                : (Checkpoint) checkpoints.get(checkpoints.size() - 1).content();
        Attempt informed = attempt.knowing(newest);
        if (newest.finished()) {
            steps.add(attempt + " reads that the job is finished", world.with(informed.in(Phase.FINISHED)));
        } else if (attempt.epoch() < 0) {
            claims(informed);
        } else {
            steps.add(attempt + " reads " + newest, world.with(informed.in(Phase.CHECKING)));
        }
    }

    private void checksTheTail() {
        Log log = world.log(Partition.DESTINATION);
        if (log.stableEnd() < log.end()) {
            return; // waits for the last stable offset
        }
        boolean isNew = attempt.known().equals(Checkpoint.NONE);
        boolean fits = log.read(attempt.known().tail(), log.end()).isEmpty();
        if (fits || !scope.has(isNew ? Rule.EMPTY_START : Rule.TAIL_CHECK)) {
            Checkpoint start = isNew ? Checkpoint.startingAt(log.end()) : attempt.known();
            steps.add(
                    attempt + " goes on after " + start,
                    world.with(attempt.knowing(start).in(Phase.OPENING)));
        } else {
            steps.add(
                    attempt + " stops: a committed row follows " + attempt.known(),
                    world.with(attempt.in(Phase.STOPPED)));
        }
    }

    /** A checkpoint with the position unchanged, before any row. */
    private void opens() {
        sendsTheCheckpoint(attempt);
    }

    private void sendsARow() {
        int next = attempt.known().rows() + attempt.sent() + 1;
        if (attempt.sent() < scope.rowsPerTransaction() && next <= scope.rows()) {
            steps.add(
                    attempt + " sends row " + next,
                    world.with(attempt.afterRow()).sending(new Produce(Partition.DESTINATION, row(next))));
        }
    }

    /** Once all rows are answered, the checkpoint names the offset of the last one. */
    private void flushesTheRows() {
        Log log = world.log(Partition.DESTINATION);
        if (attempt.sent() == 0 || !sentRows().allMatch(log::isAnswered)) {
            return;
        }
        int rows = attempt.known().rows() + attempt.sent();
        int tail = log.offsetOf(row(rows)) + 1;
        Attempt flushed = attempt.knowing(new Checkpoint(rows, tail, rows == scope.rows()));
        if (scope.has(Rule.ONE_TRANSACTION)) {
            sendsTheCheckpoint(flushed);
        } else {
            commits(flushed.in(Phase.COMMITTING_ROWS)); // the checkpoint follows in a transaction of its own
        }
    }

    private Stream<Data> sentRows() {
        return IntStream.rangeClosed(1, attempt.sent())
                .mapToObj(count -> row(attempt.known().rows() + count));
    }

    /** The record of a row of the open transaction. */
    private Data row(int number) {
        int sequence = attempt.producer().rows() + number - (attempt.known().rows() + attempt.sent()) - 1;
        return new Data(attempt.number(), attempt.epoch(), sequence, new Row(number));
    }

    private void sendsTheCheckpoint(Attempt sender) {
        Data checkpoint =
                new Data(sender.number(), sender.epoch(), sender.producer().checkpoints(), sender.known());
        steps.add(
                sender + " sends " + sender.known(),
                world.with(sender.afterCheckpoint().in(Phase.FLUSHING))
                        .sending(new Produce(Partition.CHECKPOINTS, checkpoint)));
    }

    private void flushesTheCheckpoint() {
        Data checkpoint =
                new Data(attempt.number(), attempt.epoch(), attempt.producer().checkpoints() - 1, attempt.known());
        if (!scope.has(Rule.SECOND_FLUSH) || world.log(Partition.CHECKPOINTS).isAnswered(checkpoint)) {
            commits(attempt.in(Phase.COMMITTING));
        }
    }

    private void commits(Attempt committing) {
        steps.add(
                attempt + " calls commitTransaction",
                world.with(committing).sending(new End(attempt.number(), attempt.epoch(), true)));
    }
}
