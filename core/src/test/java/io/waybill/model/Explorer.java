package io.waybill.model;

import io.waybill.model.Steps.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/** Visits every world that can be reached, nearest first, until a property is broken: the trace to it is a shortest one. */
final class Explorer {
    /** A broken property and how it came to that, one line for each step. */
    record Violation(Property property, List<String> trace) {
        @Override
        public String toString() {
            return property + " is broken after " + trace.size() + " steps:\n  " + String.join("\n  ", trace);
        }
    }

    /** How many worlds were visited, and what was found. */
    record Result(int worlds, Optional<Violation> violation) {}

    private final Scope scope;
    private final Set<Property> properties;
    private final Map<World, World> cameFrom = new HashMap<>();
    private final Queue<World> next = new ArrayDeque<>();

    private Explorer(Scope scope, Set<Property> properties) {
        this.scope = scope;
        this.properties = properties;
    }

    static Result explore(Scope scope, Set<Property> properties) {
        return new Explorer(scope, properties).explore();
    }

    private Result explore() {
        World first = World.atTheBeginning(scope);
        cameFrom.put(first, first);
        next.add(first);
        Optional<Violation> violation = Optional.empty();
        while (violation.isEmpty() && !next.isEmpty()) {
            violation = visit(next.remove());
        }
        return new Result(cameFrom.size(), violation);
    }

    private Optional<Violation> visit(World world) {
        List<Step> steps = Steps.from(scope, world);
        if (steps.isEmpty() && !world.isFinished() && properties.contains(Property.IT_FINISHES)) {
            return Optional.of(new Violation(Property.IT_FINISHES, trace(world)));
        }
        for (Step step : steps) {
            if (cameFrom.putIfAbsent(step.after(), world) == null) {
                next.add(step.after());
            }
            Optional<Violation> violation = violation(world, step);
            if (violation.isPresent()) {
                return violation;
            }
        }
        return Optional.empty();
    }

    private Optional<Violation> violation(World world, Step step) {
        for (Property property : properties) {
            if (property.isBroken(scope, world, step.after())) {
                List<String> trace = trace(world);
                trace.add(step.what());
                return Optional.of(new Violation(property, trace));
            }
        }
        return Optional.empty();
    }

    private List<String> trace(World last) {
        List<String> trace = new ArrayList<>();
        for (World world = last; !parent(world).equals(world); world = parent(world)) {
            trace.add(what(parent(world), world));
        }
        Collections.reverse(trace);
        return trace;
    }

    private World parent(World world) {
        return Optional.ofNullable(cameFrom.get(world)).orElseThrow();
    }

    private String what(World before, World after) {
        return Steps.from(scope, before).stream()
                .filter(step -> step.after().equals(after))
                .findFirst()
                .orElseThrow()
                .what();
    }
}
