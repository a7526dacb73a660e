package io.waybill.model;

import io.waybill.model.Attempt.Phase;
import io.waybill.model.Coordinator.State;
import io.waybill.model.Entry.Checkpoint;
import io.waybill.model.Entry.Data;
import io.waybill.model.Entry.Partition;
import io.waybill.model.Entry.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What has to hold at each step, as a read_committed reader of the destination sees it. */
enum Property {
    NO_ROW_LOST {
        @Override
        boolean isBroken(Scope scope, World before, World after) {
            return after.isFinished()
                    && after.coordinator().state() == State.COMPLETE
                    && rows(after).size() < scope.rows();
        }
    },
    NO_ROW_TWICE {
        @Override
        boolean isBroken(Scope scope, World before, World after) {
            List<Integer> rows = rows(after);
            return new HashSet<>(rows).size() < rows.size();
        }
    },
    IN_ORDER_WITHOUT_A_GAP {
        @Override
        boolean isBroken(Scope scope, World before, World after) {
            List<Integer> rows = rows(after);
            return IntStream.range(0, rows.size()).anyMatch(index -> rows.get(index) != index + 1);
        }
    },
    /** Once an attempt has initialised, nothing of an older one becomes committed. */
    NOTHING_OF_A_FENCED_ATTEMPT {
        @Override
        boolean isBroken(Scope scope, World before, World after) {
            List<Data> decided = new ArrayList<>(committed(after));
            decided.removeAll(committed(before));
            return decided.stream().anyMatch(data -> data.attempt() != before.owner());
        }
    },
    /** The owner never stops for a difference, for Kafka lost nothing; the explorer adds that nobody waits for ever. */
    IT_FINISHES {
        @Override
        boolean isBroken(Scope scope, World before, World after) {
            return stopped(after)
                    .anyMatch(attempt -> attempt.epoch() == after.coordinator().epoch());
        }
    },
    /** Who is fenced does not blame the topic. Does not hold: see {@code docs/concepts/model.md}. */
    A_FENCED_ATTEMPT_BLAMES_NOBODY {
        @Override
        boolean isBroken(Scope scope, World before, World after) {
            return stopped(after)
                    .anyMatch(attempt -> attempt.epoch() != after.coordinator().epoch());
        }
    },
    /** Holds once a transaction is complete, but not at each moment: see {@code docs/concepts/model.md}. */
    CHECKPOINT_NEVER_AHEAD_OF_ITS_ROWS {
        @Override
        boolean isBroken(Scope scope, World before, World after) {
            return after.log(Partition.CHECKPOINTS).visible().stream()
                    .map(data -> (Checkpoint) data.content())
                    .anyMatch(checkpoint -> checkpoint.rows() > rows(after).size());
        }
    };

    abstract boolean isBroken(Scope scope, World before, World after);

    private static Stream<Attempt> stopped(World world) {
        return world.attempts().stream().filter(attempt -> attempt.phase() == Phase.STOPPED);
    }

    private static List<Data> committed(World world) {
        List<Data> committed = new ArrayList<>(world.log(Partition.DESTINATION).committed());
        committed.addAll(world.log(Partition.CHECKPOINTS).committed());
        return committed;
    }

    private static List<Integer> rows(World world) {
        List<Integer> rows = new ArrayList<>();
        for (Data data : world.log(Partition.DESTINATION).visible()) {
            rows.add(((Row) data.content()).number());
        }
        return rows;
    }
}
