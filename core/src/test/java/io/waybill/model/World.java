package io.waybill.model;

import io.waybill.model.Attempt.Phase;
import io.waybill.model.Entry.Partition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * One state of everything.
 *
 * @param owner the attempt that initialised last; -1 before the first
 * @param messages in the order in which they were sent, so that each exploration finds the same trace
 */
record World(List<Attempt> attempts, int owner, Cluster cluster, Set<Message> messages) {
    static World atTheBeginning(Scope scope) {
        List<Attempt> attempts =
                IntStream.range(0, scope.attempts()).mapToObj(Attempt::waiting).toList();
        return new World(attempts, -1, Cluster.EMPTY, Set.of());
    }

    Coordinator coordinator() {
        return cluster.coordinator();
    }

    Log log(Partition partition) {
        return cluster.log(partition);
    }

    World with(Attempt changed) {
        List<Attempt> all = new ArrayList<>(attempts);
        all.set(changed.number(), changed);
        return new World(List.copyOf(all), owner, cluster, messages);
    }

    World with(Cluster changed) {
        return new World(attempts, owner, changed, unspent(messages, changed));
    }

    World with(Coordinator changed) {
        return with(cluster.with(changed));
    }

    World with(Partition partition, Log changed) {
        return with(cluster.with(partition, changed));
    }

    World ownedBy(int attempt) {
        return new World(attempts, attempt, cluster, messages);
    }

    World sending(Message message) {
        Set<Message> more = new LinkedHashSet<>(messages);
        more.add(message);
        return new World(attempts, owner, cluster, unspent(Collections.unmodifiableSet(more), cluster));
    }

    World without(Message message) {
        Set<Message> left = new LinkedHashSet<>(messages);
        left.remove(message);
        return new World(attempts, owner, cluster, Collections.unmodifiableSet(left));
    }

    private static Set<Message> unspent(Set<Message> messages, Cluster cluster) {
        Set<Message> left = new LinkedHashSet<>(messages);
        return left.removeIf(message -> message.isSpent(cluster)) ? Collections.unmodifiableSet(left) : messages;
    }

    /** Whether an attempt will claim yet. Only as long as that is so can the last one to have claimed lose its claim. */
    boolean isClaimToCome() {
        return attempts.stream().anyMatch(Attempt::isToClaim);
    }

    /** Whether somebody else can do the job when this attempt dies. */
    boolean isDispensable(Attempt attempt) {
        return attempts.stream()
                .filter(other -> other.number() != attempt.number())
                .anyMatch(other -> other.isToClaim()
                        || other.phase() == Phase.FINISHED
                        || (!other.isOver() && other.epoch() == coordinator().epoch()));
    }

    boolean isFinished() {
        return attempts.stream().anyMatch(attempt -> attempt.phase() == Phase.FINISHED);
    }
}
