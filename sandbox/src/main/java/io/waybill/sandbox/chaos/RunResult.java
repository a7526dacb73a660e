package io.waybill.sandbox.chaos;

import io.waybill.sandbox.check.CheckResult;
import io.waybill.sandbox.check.Violation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * What one run came to.
 *
 * @param strikes one for each fault of the plan
 * @param loaders processes that were started
 */
record RunResult(Plan plan, List<Strike> strikes, CheckResult check, int loaders, double seconds) {
    /**
     * @param struck whether the run got there
     * @param recovery seconds from the strike to the next commit; empty when there was none to come
     */
    record Strike(Fault fault, boolean struck, OptionalDouble recovery) {
        private String describe() {
            String outcome = !struck
                    ? " (not reached)"
                    : recovery.isPresent()
                            ? String.format(Locale.ROOT, " (%.1f s to the next commit)", recovery.getAsDouble())
                            : "";
            return fault + outcome;
        }
    }

    RunResult {
        strikes = List.copyOf(strikes);
    }

    boolean survived() {
        return check.isClean();
    }

    /** The fields of the run's event. */
    Map<String, Object> toMap() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("run", plan.number());
        fields.put("survived", survived());
        fields.put("faults", strikes.stream().map(Strike::describe).toList());
        fields.put("value", plan.value().name());
        fields.put("loaders", loaders);
        fields.put("rows_repeated", check.rowsAborted());
        fields.put(
                "violations",
                check.violations().stream().map(Violation::describe).toList());
        fields.put("not_checkable", check.notCheckable());
        fields.put("seconds", Math.round(seconds * 10) / 10.0);
        return fields;
    }

    /** Lines for a person. */
    String describe() {
        String head = String.format(
                Locale.ROOT,
                "run %d: %s in %.1f s, %d loaders, %,d rows repeated in aborted transactions, %s",
                plan.number(),
                survived() ? "survived" : "VIOLATED",
                seconds,
                loaders,
                check.rowsAborted(),
                plan.value());
        String faults =
                strikes.stream().map(strike -> "\n  " + strike.describe()).collect(Collectors.joining());
        String found = check.describe();
        return head + faults + (found.isEmpty() ? "" : "\n  " + found.replace("\n", "\n  "));
    }
}
