package io.waybill.model;

import io.waybill.model.Entry.Partition;

/**
 * What Kafka holds.
 *
 * @param leaderChanged whether the one leader change of a run has happened
 */
record Cluster(Coordinator coordinator, Log destination, Log checkpoints, boolean leaderChanged) {
    static final Cluster EMPTY = new Cluster(Coordinator.NEW, Log.EMPTY, Log.EMPTY, false);

    Log log(Partition partition) {
        return switch (partition) {
            case DESTINATION -> destination;
            case CHECKPOINTS -> checkpoints;
        };
    }

    Cluster with(Partition partition, Log log) {
        return switch (partition) {
            case DESTINATION -> new Cluster(coordinator, log, checkpoints, leaderChanged);
            case CHECKPOINTS -> new Cluster(coordinator, destination, log, leaderChanged);
        };
    }

    Cluster with(Coordinator coordinator) {
        return new Cluster(coordinator, destination, checkpoints, leaderChanged);
    }

    Cluster afterLeaderChange(Partition partition) {
        Cluster after = with(partition, log(partition).withoutUnreplicated());
        return new Cluster(after.coordinator, after.destination, after.checkpoints, true);
    }
}
