package io.waybill.sandbox.chaos;

import io.waybill.sandbox.chaos.RunResult.Strike;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The results of many runs, by case. For one thread. */
final class Tally {
    private final Map<String, OfCase> cases = new TreeMap<>(FaultGroup::compareIds);
    private long runs;
    private long violations;
    private long rowsAborted;

    /** What is known of one case. Of the runs that it struck in, what happened to the rows may be another one's doing. */
    private static final class OfCase {
        private long runs;
        private long survived;
        private long rowsAborted;
        private long violations;
        private final List<Double> recoveries = new ArrayList<>();

        void add(Strike strike, RunResult run) {
            runs++;
            survived += run.survived() ? 1 : 0;
            rowsAborted += run.check().rowsAborted();
            violations += run.check().violations().size();
            strike.recovery().ifPresent(recoveries::add);
        }

        double recovery(double quantile) {
            if (recoveries.isEmpty()) {
                return 0;
            }
            List<Double> sorted = recoveries.stream().sorted().toList();
            return sorted.get((int) Math.round(quantile * (sorted.size() - 1)));
        }

        Map<String, Object> toMap() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("runs", runs);
            fields.put("survived", survived);
            fields.put("recovery_seconds_median", rounded(recovery(0.5)));
            fields.put("recovery_seconds_worst", rounded(recovery(1)));
            fields.put("rows_repeated", rowsAborted);
            fields.put("violations", violations);
            return fields;
        }
    }

    void add(RunResult run) {
        runs++;
        violations += run.check().violations().size();
        rowsAborted += run.check().rowsAborted();
        run.strikes().stream().filter(Strike::struck).forEach(strike -> cases.computeIfAbsent(
                        strike.fault().of().id(), id -> new OfCase())
                .add(strike, run));
    }

    long violations() {
        return violations;
    }

    /** The fields of the summary event. */
    Map<String, Object> toMap() {
        Map<String, Object> byCase = new LinkedHashMap<>();
        cases.forEach((id, known) -> byCase.put(id, known.toMap()));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("runs", runs);
        fields.put("violations", violations);
        fields.put("rows_repeated", rowsAborted);
        fields.put("cases", byCase);
        return fields;
    }

    /** A table for a person. */
    String toTable() {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "%-5s %5s %9s %22s %14s %11s%n",
                "case",
                "runs",
                "survived",
                "recovery median/worst",
                "rows repeated",
                "violations"));
        cases.forEach((id, known) -> table.append(String.format(
                Locale.ROOT,
                "%-5s %5d %9d %13.1f / %4.1f s %14d %11d%n",
                id,
                known.runs,
                known.survived,
                known.recovery(0.5),
                known.recovery(1),
                known.rowsAborted,
                known.violations)));
        return table.append(String.format(
                        Locale.ROOT,
                        "%d runs, %,d rows repeated in aborted transactions, %d properties violated%n",
                        runs,
                        rowsAborted,
                        violations))
                .toString();
    }

    private static double rounded(double seconds) {
        return Math.round(seconds * 10) / 10.0;
    }
}
