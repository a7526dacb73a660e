package io.waybill.sandbox.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * What a run has broken and when it is to be mended: each once, on a thread of its own, or on the caller's when the run is
 * over before.
 */
final class Healings implements AutoCloseable {
    private static final long LOOK_MILLIS = 2;

    private final ScheduledExecutorService timer = executor("chaos-healing");
    private final ScheduledExecutorService lookout = executor("chaos-lookout");
    private final List<FutureTask<Void>> healings = new ArrayList<>();

    private static ScheduledExecutorService executor(String name) {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the task itself is kept
    void later(Duration time, Runnable healing) {
        FutureTask<Void> once = new FutureTask<>(healing, null);
        healings.add(once);
        timer.schedule(once, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Does something once when a condition holds, looking every few milliseconds; never when the run is over before. */
    @SuppressWarnings("FutureReturnValueIgnored") // ends itself
    void when(BooleanSupplier condition, Runnable action) {
        lookout.schedule(
                () -> {
                    if (condition.getAsBoolean()) {
                        action.run();
                    } else {
                        when(condition, action);
                    }
                },
                LOOK_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    /**
     * Mends what is still broken and waits for it.
     *
     * @throws IllegalStateException when something could not be mended, now or at its time
     */
    void healNow() {
        for (FutureTask<Void> healing : healings) {
            healing.run(); // does nothing where it has run
            try {
                healing.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a fault could not be healed", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        lookout.shutdownNow();
    }
}
