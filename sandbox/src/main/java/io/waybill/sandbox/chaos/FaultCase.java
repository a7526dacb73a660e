package io.waybill.sandbox.chaos;

import java.util.List;
import java.util.Optional;

/**
 * One case of the catalogue: what is done, what must come of it, and how that is shown.
 *
 * @param id group letter and number, such as {@code A7}
 * @param what is done
 * @param expectation what must come of it
 * @param drawing how a chaos run does it; absent where only tests do
 * @param tests that show it, as {@code Class.method}
 * @param reason why no run and no test makes it here, and what shows it instead; empty where one does
 */
record FaultCase(
        String id, String what, String expectation, Optional<Drawing> drawing, List<String> tests, String reason) {
    /** Makes the case of it that one run meets. */
    @FunctionalInterface
    interface Drawing {
        /** The description carries the numbers drawn. */
        Drawn draw(Draw draw);
    }

    FaultCase {
        tests = List.copyOf(tests);
        if (drawing.isEmpty() && tests.isEmpty() == reason.isEmpty()) {
            throw new IllegalArgumentException(id + " needs a drawing, a test or a reason");
        }
    }

    /** One that chaos runs draw. */
    static FaultCase drawn(String id, String what, String expectation, Drawing drawing, String... tests) {
        return new FaultCase(id, what, expectation, Optional.of(drawing), List.of(tests), "");
    }

    /** One that tests show. */
    static FaultCase tested(String id, String what, String expectation, String... tests) {
        return new FaultCase(id, what, expectation, Optional.empty(), List.of(tests), "");
    }

    /** One that neither a run nor a test can make. */
    static FaultCase notHere(String id, String what, String expectation, String reason) {
        return new FaultCase(id, what, expectation, Optional.empty(), List.of(), reason);
    }

    Fault draw(Draw draw) {
        return new Fault(this, drawing.orElseThrow().draw(draw));
    }

    @Override
    public String toString() {
        return id + " " + what;
    }
}
