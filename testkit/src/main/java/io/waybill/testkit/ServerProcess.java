package io.waybill.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;

/**
 * One server as a child process that can be killed, stopped, paused and started again on the same data and port.
 *
 * <p>It never outlives this JVM: see {@link LiveChildren} and {@link GuardedMain}. Calls may come from any thread, one
 * at a time.
 */
public final class ServerProcess implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofSeconds(90);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(15);
    private static final Duration KILLED_WITHIN = Duration.ofSeconds(30);

    private final Launch launch;
    private final ServerLog log;
    private volatile Process process;

    private ServerProcess(Launch launch) {
        this.launch = launch;
        this.log = new ServerLog(launch.log());
        this.process = spawn(launch, log);
    }

    /** Starts the server and waits until it answers. */
    public static ServerProcess start(Launch launch) {
        ServerProcess server = begin(launch);
        server.awaitReady();
        return server;
    }

    /** Starts the server without waiting: servers that wait for each other are begun first, then awaited. */
    public static ServerProcess begin(Launch launch) {
        return new ServerProcess(launch);
    }

    /** Waits until the server answers; a server that does not in time, or exits, is killed and the failure thrown. */
    public void awaitReady() {
        boolean decided = Deadline.in(READY_WITHIN)
                .await(() -> !isAlive() || launch.readiness().isReady(this));
        if (!decided || !isAlive()) {
            String cause = decided ? "exited with " + process.exitValue() : "not ready within " + READY_WITHIN;
            kill();
            throw failure(cause);
        }
    }

    /** SIGKILL; returns when the process is gone. */
    public void kill() {
        process.destroyForcibly();
        awaitExit(KILLED_WITHIN);
        if (isAlive()) {
            throw new IllegalStateException(launch.name() + " (pid " + pid() + ") survives SIGKILL");
        }
    }

    /** SIGTERM; SIGKILL when it has not ended within 15 s. Returns when the process is gone. */
    public void stop() {
        if (isAlive()) {
            beginStop();
            awaitExit(STOPPED_WITHIN);
        }
        kill();
    }

    /** SIGTERM, without waiting: servers that wait for each other are asked at once, then stopped. */
    public void beginStop() {
        if (isAlive()) {
            resume();
            process.destroy();
        }
    }

    /** SIGSTOP: the process holds its connections and port, and does nothing. */
    public void pause() {
        signal("STOP");
    }

    /** SIGCONT: ends {@link #pause()}. */
    public void resume() {
        signal("CONT");
    }

    /** Stops it if it still runs, starts it on the same data and port, and waits until it answers. */
    public void restart() {
        beginRestart();
        awaitReady();
    }

    /** Like {@link #restart()}, without waiting. */
    public void beginRestart() {
        stop();
        process = spawn(launch, log);
    }

    public String name() {
        return launch.name();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public ServerLog log() {
        return log;
    }

    /** The same as {@link #stop()}. */
    @Override
    public void close() {
        stop();
    }

    private static Process spawn(Launch launch, ServerLog log) {
        try {
            Files.createDirectories(launch.log().toAbsolutePath().getParent());
            log.begin();
            Process process = new ProcessBuilder(launch.command())
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(launch.log().toFile()))
                    .start();
            LiveChildren.add(process);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(launch.name() + " cannot be started", e);
        }
    }

    private void signal(String signal) {
        try {
            // the shell's own kill: some slim images have no /bin/kill
            Process kill = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid()).start();
            Deadline.in(KILLED_WITHIN).await(() -> !kill.isAlive());
            if (kill.isAlive() || kill.exitValue() != 0) {
                throw new IllegalStateException(
                        "SIG" + signal + " did not reach " + launch.name() + " (pid " + pid() + ")");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitExit(Duration wait) {
        Deadline.in(wait).await(() -> !isAlive());
    }

    private ServerStartException failure(String cause) {
        return new ServerStartException(launch.name() + " did not start: " + cause + ". First errors in " + log.file()
                + ":\n" + log.firstErrors() + "\nIts end:\n" + log.tail());
    }
}
