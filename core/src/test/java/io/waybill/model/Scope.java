package io.waybill.model;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How large the modelled world is, and which rules hold in it.
 *
 * @param rows the rows of the source
 * @param rowsPerTransaction at most; a transaction may end earlier, as the commit interval does it
 * @param attempts how many lives the job has; the last one that can finish it does not fail
 * @param faults what may happen besides crashes and delays
 * @param rules what is not taken away
 */
record Scope(int rows, int rowsPerTransaction, int attempts, Set<Fault> faults, Set<Rule> rules) {
    /** What may happen besides crashes, delays and repetitions. */
    enum Fault {
        /** An attempt starts while the one before it still lives: a double start, or one that wakes up. */
        OVERLAP,
        /** Another job has a transaction open in the checkpoint partition; once in a run. */
        OTHER_JOB,
        /** A partition's leader changes, and what was not replicated is gone; once in a run. */
        LEADER_CHANGE,
        /** The coordinator aborts a transaction on its own. */
        TRANSACTION_TIMEOUT
    }

    static Scope of(int rows, int rowsPerTransaction, int attempts, Fault... faults) {
        return new Scope(rows, rowsPerTransaction, attempts, Set.copyOf(List.of(faults)), EnumSet.allOf(Rule.class));
    }

    Scope without(Rule... taken) {
        Set<Rule> left = EnumSet.copyOf(rules);
        List.of(taken).forEach(left::remove);
        return new Scope(rows, rowsPerTransaction, attempts, faults, left);
    }

    boolean has(Rule rule) {
        return rules.contains(rule);
    }

    boolean has(Fault fault) {
        return faults.contains(fault);
    }
}
