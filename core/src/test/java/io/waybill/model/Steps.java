package io.waybill.model;

import java.util.ArrayList;
import java.util.List;

/** All that can happen next in a world. */
final class Steps {
    /** One of them: what happens, and what the world is then. */
    record Step(String what, World after) {}

    private final List<Step> possible = new ArrayList<>();

    private Steps() {}

    static List<Step> from(Scope scope, World world) {
        Steps steps = new Steps();
        world.attempts().forEach(attempt -> new AttemptSteps(scope, world, attempt, steps).add());
        new NetworkSteps(scope, world, steps).add();
        new BrokerSteps(scope, world, steps).add();
        return steps.possible;
    }

    void add(String what, World after) {
        possible.add(new Step(what, after));
    }
}
