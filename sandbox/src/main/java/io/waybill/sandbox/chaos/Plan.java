package io.waybill.sandbox.chaos;

import io.waybill.CrashPoint;
import io.waybill.ValueFormat;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * What one run does: all of it drawn from the seed and the run's number, so that any run can be repeated alone.
 *
 * @param number of the run, from 1
 * @param rows to load
 * @param rowsPerTransaction so that about twenty transactions carry them
 * @param faults in the order in which they strike
 */
record Plan(long number, long rows, long rowsPerTransaction, ValueFormat value, List<Fault> faults) {
    private static final long TRANSACTIONS = 20;
    private static final int MOST_FAULTS = 3;

    Plan {
        faults = List.copyOf(faults);
    }

    /** Draws the run of this number from the cases. */
    static Plan draw(long seed, long number, long rows, Collection<FaultCase> cases) {
        RandomGenerator random = new SplittableRandom(seed * 1_000_003 + number);
        List<FaultCase> left = new ArrayList<>(cases);
        int count = Math.min(left.size(), 1 + random.nextInt(MOST_FAULTS));
        List<FaultCase> chosen = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            chosen.add(left.remove(random.nextInt(left.size())));
        }
        return of(random, number, rows, chosen);
    }

    /** A run of these cases, with numbers drawn. */
    static Plan of(RandomGenerator random, long number, long rows, List<FaultCase> chosen) {
        long rowsPerTransaction = Math.max(1, rows / TRANSACTIONS);
        ValueFormat value = random.nextBoolean() ? ValueFormat.JSON : ValueFormat.RAW;
        Draw draw = new Draw(random, rows, rowsPerTransaction, Math.max(1, chosen.size()));
        List<Fault> faults = chosen.stream()
                .map(one -> one.draw(draw))
                .sorted(Comparator.comparing(Plan::phase))
                .toList();
        return new Plan(number, rows, rowsPerTransaction, value, faults);
    }

    /** What strikes at the job's end comes last; the order is otherwise the drawn one. */
    private static CrashPoint phase(Fault fault) {
        CrashPoint first = fault.drawn().steps().get(0).hold().point();
        return first.compareTo(CrashPoint.END_OF_ROWS) < 0 ? CrashPoint.LEASE_TAKEN : first;
    }

    @Override
    public String toString() {
        return faults.stream().map(Fault::toString).collect(Collectors.joining("; "));
    }
}
