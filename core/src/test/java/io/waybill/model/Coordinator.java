package io.waybill.model;

import io.waybill.model.Entry.Marker;
import io.waybill.model.Entry.Partition;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The transaction coordinator's entry of the job's transactional id.
 *
 * @param epoch the only one whose requests are accepted
 * @param openedWith the epoch of the open transaction; the current one while nothing is open
 * @param members the partitions of the open transaction
 */
record Coordinator(int epoch, int openedWith, State state, Set<Partition> members) {
    static final Coordinator NEW = new Coordinator(-1, -1, State.COMPLETE, Set.of());

    enum State {
        /** Nothing is open: Kafka's Empty, CompleteCommit and CompleteAbort. */
        COMPLETE,
        ONGOING,
        PREPARE_COMMIT,
        PREPARE_ABORT
    }

    /** {@code InitProducerId}: with nothing open the claimant gets a new epoch. */
    Coordinator claimed() {
        require(state == State.COMPLETE);
        return new Coordinator(epoch + 1, epoch + 1, State.COMPLETE, Set.of());
    }

    /** The open transaction's owner loses its epoch, and the transaction is aborted. */
    Coordinator fenced() {
        require(state == State.ONGOING);
        return new Coordinator(epoch + 1, openedWith, State.PREPARE_ABORT, members);
    }

    /** Whether a record with this epoch may bring a new partition into the transaction. */
    boolean admits(int epoch) {
        return this.epoch == epoch && (state == State.ONGOING || state == State.COMPLETE);
    }

    Coordinator joinedBy(Partition partition) {
        Set<Partition> more = EnumSet.of(partition);
        more.addAll(members);
        return new Coordinator(epoch, epoch, State.ONGOING, Collections.unmodifiableSet(more));
    }

    /** Whether the transaction of this epoch is undecided or not yet marked in the partition. */
    boolean holds(Partition partition, int epoch) {
        return openedWith == epoch && members.contains(partition);
    }

    /** {@code EndTxn}; version 2 raises the epoch, so that the same request cannot decide a later transaction. */
    Coordinator decided(boolean commit, boolean raisesEpoch) {
        require(state == State.ONGOING);
        return new Coordinator(
                raisesEpoch ? epoch + 1 : epoch,
                openedWith,
                commit ? State.PREPARE_COMMIT : State.PREPARE_ABORT,
                members);
    }

    boolean isDecided() {
        return state == State.PREPARE_COMMIT || state == State.PREPARE_ABORT;
    }

    /** The marker that each member gets. */
    Marker marker() {
        require(isDecided());
        return new Marker(epoch, state == State.PREPARE_COMMIT);
    }

    Coordinator completed() {
        require(isDecided());
        return new Coordinator(epoch, epoch, State.COMPLETE, Set.of());
    }

    private static void require(boolean legal) {
        if (!legal) {
            throw new IllegalStateException("the transaction is not in a state for this");
        }
    }
}
