package io.waybill.model;

import io.waybill.model.Attempt.Phase;
import io.waybill.model.Coordinator.State;
import io.waybill.model.Entry.Data;
import io.waybill.model.Entry.Partition;
import io.waybill.model.Message.Claim;
import io.waybill.model.Message.End;
import io.waybill.model.Message.Produce;

/**
 * A message arrives. It stays under way, so that it can arrive again, until nobody would do anything about it any more.
 * A server that refuses it is no step, since nothing changes.
 */
final class NetworkSteps {
    private final Scope scope;
    private final World world;
    private final Steps steps;

    NetworkSteps(Scope scope, World world, Steps steps) {
        this.scope = scope;
        this.world = world;
        this.steps = steps;
    }

    void add() {
        for (Message message : world.messages()) {
            if (message instanceof Claim claim) {
                arrives(claim);
            } else if (message instanceof Produce produce) {
                arrives(produce);
            } else if (message instanceof End end) {
                arrives(end);
            }
        }
    }

    /** {@code initTransactions()} returns only when nothing is open: the claim is repeated until then. */
    private void arrives(Claim claim) {
        Attempt claimant = world.attempts().get(claim.attempt());
        if (claimant.phase() == Phase.DEAD && !world.isClaimToCome()) {
            return; // would fence the last attempt; the network loses it
        }
        Coordinator coordinator = world.coordinator();
        if (coordinator.state() == State.ONGOING) {
            steps.add(claimant + "'s claim aborts the open transaction", world.with(coordinator.fenced()));
        } else if (coordinator.state() == State.COMPLETE) {
            Coordinator claimed = coordinator.claimed();
            World after = world.without(claim).with(claimed).ownedBy(claim.attempt());
            steps.add(
                    claimant + "'s claim is granted with epoch " + claimed.epoch(),
                    claimant.phase() == Phase.DEAD ? after : after.with(granted(claimant, claimed.epoch())));
        }
    }

    private Attempt granted(Attempt claimant, int epoch) {
        return claimant.answered(epoch, scope.has(Rule.FENCE_BEFORE_READING) ? Phase.ASKING : Phase.CHECKING);
    }

    /** First the coordinator admits the partition to the transaction, then the partition's leader appends. */
    private void arrives(Produce produce) {
        Partition partition = produce.partition();
        Data data = produce.data();
        Coordinator coordinator = world.coordinator();
        Log log = world.log(partition);
        if (log.epoch() > data.epoch() || !isInSequence(log, data)) {
            return;
        }
        if (coordinator.holds(partition, data.epoch())) {
            boolean tooLate = coordinator.isDecided() && log.isMarked(coordinator.marker());
            if (!tooLate) {
                steps.add(data.content() + " is appended", world.with(partition, log.append(data)));
            }
        } else if (coordinator.admits(data.epoch())) {
            steps.add(partition + " joins the transaction", world.with(coordinator.joinedBy(partition)));
        }
    }

    private boolean isInSequence(Log log, Data data) {
        return !scope.has(Rule.SEQUENCE_NUMBERS) || log.nextSequence(data.epoch()) == data.sequence();
    }

    private void arrives(End end) {
        Coordinator coordinator = world.coordinator();
        if (coordinator.epoch() == end.epoch() && coordinator.state() == State.ONGOING) {
            Coordinator decided = coordinator.decided(end.commit(), scope.has(Rule.EPOCH_PER_TRANSACTION));
            Attempt sender = world.attempts().get(end.attempt());
            steps.add(
                    "the coordinator decides to " + (end.commit() ? "commit" : "abort"),
                    world.with(decided).with(answered(sender, decided.epoch())));
        }
    }

    private static Attempt answered(Attempt sender, int epoch) {
        return switch (sender.phase()) {
            case COMMITTING -> sender.answered(epoch, sender.known().finished() ? Phase.FINISHED : Phase.SENDING);
            case COMMITTING_ROWS -> sender.answered(epoch, Phase.OPENING);
            case ABORTING -> sender.answered(epoch, Phase.SENDING);
            case WAITING, CLAIMING, ASKING, READING, CHECKING, OPENING, SENDING, FLUSHING, FINISHED, STOPPED, DEAD ->
                sender;
        };
    }
}
