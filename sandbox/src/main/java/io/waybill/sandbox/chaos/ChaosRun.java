package io.waybill.sandbox.chaos;

import io.waybill.sandbox.chaos.RunResult.Strike;
import io.waybill.sandbox.check.CheckResult;
import io.waybill.sandbox.check.Outcome;
import io.waybill.sandbox.check.Outcome.Ending;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * One job, broken by the faults of its plan: loaders are started one after the other until one ends with every row
 * verified; each waits where a fault is to strike. For one thread.
 */
final class ChaosRun {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int MOST_LOADERS = 25;

    private final Plan plan;
    private final Scene scene;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private final List<Struck> struck = new ArrayList<>();
    private final long start = System.nanoTime();
    private @Nullable String wrong;
    private boolean done;

    /** A step and the fault it belongs to; the last one of a fault is its strike. */
    private record Pending(Fault fault, Step step, boolean last) {}

    private static final class Struck {
        private final Fault fault;
        private final Loader loader;
        private final boolean doomed;
        private final long nanos = System.nanoTime();
        private OptionalDouble recovery = OptionalDouble.empty();

        Struck(Fault fault, Loader loader, boolean doomed) {
            this.fault = fault;
            this.loader = loader;
            this.doomed = doomed;
        }

        /** What a killed loader printed before is read after; it is no recovery. */
        void committed(Loader by, boolean alive) {
            if (recovery.isEmpty() && (!by.equals(loader) || alive)) {
                recovery = OptionalDouble.of((System.nanoTime() - nanos) / 1e9);
            }
        }
    }

    ChaosRun(Plan plan, Scene scene) {
        this.plan = plan;
        this.scene = scene;
        for (Fault fault : plan.faults()) {
            List<Step> steps = fault.drawn().steps();
            for (int i = 0; i < steps.size(); i++) {
                pending.add(new Pending(fault, steps.get(i), i == steps.size() - 1));
            }
        }
    }

    /** Runs the job to its end. */
    Outcome run() throws InterruptedException {
        scene.startWith(nextHold());
        while (!done && wrong == null) {
            handleNext();
        }
        scene.heal();
        while (scene.hasOthers() && wrong == null) {
            scene.wakeZombies();
            handleNext();
        }
        return new Outcome(Ending.VERIFIED, wrong == null, wrong == null ? "" : wrong);
    }

    /** The result, once the outcome was checked. */
    RunResult result(CheckResult check) {
        List<Strike> strikes = plan.faults().stream().map(this::strike).toList();
        return new RunResult(plan, strikes, check, scene.loaders(), (System.nanoTime() - start) / 1e9);
    }

    private Strike strike(Fault fault) {
        return struck.stream()
                .filter(one -> one.fault.equals(fault))
                .filter(one -> !one.doomed || scene.wasKilled(one.loader)) // a kill that never came is no strike
                .findAny()
                .map(one -> new Strike(fault, true, one.recovery))
                .orElse(new Strike(fault, false, OptionalDouble.empty()));
    }

    private void handleNext() throws InterruptedException {
        Optional<Happening> next = scene.await(PATIENCE);
        if (next.isEmpty()) {
            wrong = "nothing happened for " + PATIENCE.toSeconds() + " s";
        } else if (next.get() instanceof Happening.Held held) {
            strike(held);
        } else if (next.get() instanceof Happening.Printed printed) {
            see(printed);
        } else if (next.get() instanceof Happening.Ended ended) {
            replace(ended);
        }
    }

    private void strike(Happening.Held held) {
        Pending now = pending.remove();
        scene.nextHold(nextHold());
        try {
            now.step().action().strike(scene);
        } catch (IllegalStateException e) {
            wrong = now.fault() + " could not be made: " + e.getMessage() + ", " + e.getCause();
        }
        if (now.last()) {
            struck.add(new Struck(now.fault(), held.loader(), scene.isDoomed(held.loader())));
        }
        scene.release(held.loader());
    }

    private Optional<Hold> nextHold() {
        return Optional.ofNullable(pending.peek()).map(next -> next.step().hold());
    }

    private void see(Happening.Printed printed) {
        if (printed.type().equals("resumed") && scene.isInCharge(printed.loader())) {
            scene.wakeZombies();
        }
        if (printed.type().equals("committed")) {
            boolean alive = !scene.wasKilled(printed.loader());
            struck.forEach(one -> one.committed(printed.loader(), alive));
        }
    }

    private void replace(Happening.Ended ended) {
        if (ended.exit() == 0) {
            done = true;
            scene.forget(ended.loader());
        } else if (!scene.isForgiven(ended.loader(), ended.exit())) {
            wrong = ended.loader() + " ended with " + ended.exit() + ": "
                    + ended.loader().lastSaid();
        } else if (!scene.isInCharge(ended.loader())) {
            scene.forget(ended.loader());
        } else if (!done && scene.loaders() >= MOST_LOADERS) {
            wrong = MOST_LOADERS + " loaders did not bring the job to its end; the last one: "
                    + ended.loader().lastSaid();
        } else if (!done) {
            scene.replace();
        }
    }
}
