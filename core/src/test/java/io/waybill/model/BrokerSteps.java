package io.waybill.model;

import io.waybill.model.Coordinator.State;
import io.waybill.model.Entry.Other;
import io.waybill.model.Entry.Partition;
import io.waybill.model.Scope.Fault;

/** What Kafka does in its own time: replicate, mark, time out; and what another job does to it. */
final class BrokerSteps {
    private final Scope scope;
    private final World world;
    private final Steps steps;

    BrokerSteps(Scope scope, World world, Steps steps) {
        this.scope = scope;
        this.world = world;
        this.steps = steps;
    }

    void add() {
        for (Partition partition : Partition.values()) {
            replicates(partition);
            changesItsLeader(partition);
        }
        if (world.coordinator().isDecided()) {
            world.coordinator().members().forEach(this::isMarked);
            completes();
        }
        timesOut();
        otherJob();
    }

    private void replicates(Partition partition) {
        Log log = world.log(partition);
        if (!log.isReplicated()) {
            steps.add(
                    partition + " is replicated up to offset " + (log.end() + 1),
                    world.with(partition, log.replicateOne()));
        }
    }

    private void changesItsLeader(Partition partition) {
        Cluster cluster = world.cluster();
        if (scope.has(Fault.LEADER_CHANGE)
                && !cluster.leaderChanged()
                && !cluster.log(partition).isReplicated()) {
            steps.add(
                    partition + " gets a leader that has only what was replicated",
                    world.with(cluster.afterLeaderChange(partition)));
        }
    }

    /** Each member gets its marker by itself, in no order. */
    private void isMarked(Partition partition) {
        Log log = world.log(partition);
        Entry.Marker marker = world.coordinator().marker();
        if (!log.isMarked(marker)) {
            steps.add(
                    partition + " gets the marker to " + (marker.commit() ? "commit" : "abort"),
                    world.with(partition, log.append(marker)));
        }
    }

    private void completes() {
        Coordinator coordinator = world.coordinator();
        if (coordinator.members().stream()
                .allMatch(member -> world.log(member).isMarkedForGood(coordinator.marker()))) {
            steps.add("the transaction is complete", world.with(coordinator.completed()));
        }
    }

    private void timesOut() {
        Coordinator coordinator = world.coordinator();
        if (scope.has(Fault.TRANSACTION_TIMEOUT) && coordinator.state() == State.ONGOING && world.isClaimToCome()) {
            steps.add("the coordinator aborts a transaction that is open too long", world.with(coordinator.fenced()));
        }
    }

    private void otherJob() {
        Log log = world.log(Partition.CHECKPOINTS);
        boolean opened = log.contains(new Other(false));
        boolean decided = log.contains(new Other(true));
        if (scope.has(Fault.OTHER_JOB) && !opened) {
            steps.add(
                    "another job opens a transaction", world.with(Partition.CHECKPOINTS, log.append(new Other(false))));
        } else if (opened && !decided) {
            steps.add(
                    "the other job's transaction is decided",
                    world.with(Partition.CHECKPOINTS, log.append(new Other(true))));
        }
    }
}
