package io.waybill.sandbox.chaos;

import io.waybill.sandbox.LoaderLaunch;
import io.waybill.sandbox.LoaderProcess;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One loader process of a run. What it prints, where it waits and how it ends is told to the runner from threads of its
 * own; all else is for the runner's thread.
 */
final class Loader implements AutoCloseable {
    /**
     * What all loaders of a run have in common.
     *
     * @param jvm flags of their JVMs
     * @param folder for what they write to stderr
     */
    record Command(List<String> arguments, Map<String, String> environment, List<String> jvm, Path folder) {}

    private final int number;
    private final LoaderProcess process;
    private final @Nullable Gate gate;
    private volatile String lastSaid = "";
    private boolean paused;

    private Loader(int number, LoaderProcess process, @Nullable Gate gate) {
        this.number = number;
        this.process = process;
        this.gate = gate;
    }

    /**
     * @param hold where it is to wait first; nowhere when there is none
     * @param flags of its JVM, after the usual ones
     */
    static Loader start(
            int number, Command command, Optional<Hold> hold, List<String> flags, Consumer<Happening> runner) {
        CompletableFuture<Loader> started = new CompletableFuture<>();
        Gate gate =
                hold.isEmpty() ? null : Gate.open(point -> runner.accept(new Happening.Held(started.join(), point)));
        List<String> jvm = new ArrayList<>(command.jvm());
        hold.ifPresent(first -> jvm.addAll(gate == null ? List.of() : gate.jvmFlags(first)));
        jvm.addAll(flags);
        Redirect errors = Redirect.to(
                command.folder().resolve("loader-" + number + ".log").toFile());
        Loader loader = new Loader(
                number,
                LoaderProcess.start(new LoaderLaunch(command.arguments(), command.environment(), jvm, errors)),
                gate);
        started.complete(loader);
        loader.listen(runner);
        return loader;
    }

    private void listen(Consumer<Happening> runner) {
        Thread thread = new Thread(() -> read(runner), "chaos-" + this);
        thread.setDaemon(true);
        thread.start();
    }

    private void read(Consumer<Happening> runner) {
        process.events(event -> {
            String type = String.valueOf(event.get("type"));
            if (type.equals("error") || type.equals("summary")) {
                lastSaid = String.valueOf(event);
            }
            runner.accept(new Happening.Printed(this, type, event));
        });
        try {
            runner.accept(new Happening.Ended(this, process.exitCode()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Its place among the loaders of its run, from 1. */
    int number() {
        return number;
    }

    /** SIGKILL. */
    void kill() {
        process.kill();
    }

    void signal(String name) {
        process.signal(name);
    }

    /** SIGSTOP: it keeps its connections and does nothing. */
    void pause() {
        signal("STOP");
        paused = true;
    }

    /** SIGCONT. */
    void wake() {
        signal("CONT");
        paused = false;
    }

    boolean isPaused() {
        return paused;
    }

    /** Lets it go on from where it waits. */
    void release(Optional<Hold> next) {
        if (gate != null) {
            gate.release(next);
        }
    }

    /** The message of the error it ended with, as far as it printed one. */
    String lastSaid() {
        return lastSaid;
    }

    @Override
    public void close() {
        process.close();
        if (gate != null) {
            gate.close();
        }
    }

    @Override
    public String toString() {
        return "loader " + number;
    }
}
