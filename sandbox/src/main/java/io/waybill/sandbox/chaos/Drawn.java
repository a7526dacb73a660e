package io.waybill.sandbox.chaos;

import java.util.List;

/**
 * What a run does of one case.
 *
 * @param description with the numbers that were drawn
 * @param steps in order; the fault has struck when the last one has
 */
record Drawn(String description, List<Step> steps) {
    Drawn {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("'" + description + "' does nothing");
        }
    }

    /** One deed at one place. */
    static Drawn at(Hold hold, String what, Step.Action action) {
        return new Drawn(what + " at " + hold, List.of(new Step(hold, action)));
    }
}
