package io.waybill.sandbox;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The real command line as a process of its own, whose events are read as they come, and which can be killed. */
public final class LoaderProcess implements AutoCloseable {
    private final Process process;
    private final Thread endWithUs;

    private LoaderProcess(Process process) {
        this.process = process;
        this.endWithUs = new Thread(process::destroyForcibly, "waybill-loader-end");
        Runtime.getRuntime().addShutdownHook(endWithUs);
    }

    /** Starts it. */
    public static LoaderProcess start(LoaderLaunch launch) {
        try {
            return new LoaderProcess(launch.processBuilder().start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Hands each event to the reader until the process has ended; returns the last one, if there was any. */
    public Optional<Map<String, Object>> events(Consumer<Map<String, Object>> reader) {
        Optional<Map<String, Object>> last = Optional.empty();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null && line.endsWith("}"); line = lines.readLine()) {
                Map<String, Object> event = JSON.std.mapFrom(line);
                last = Optional.of(event);
                reader.accept(event);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return last;
    }

    /** SIGKILL; what the process has printed stays readable, which {@link Process#destroyForcibly} would not grant. */
    public void kill() {
        process.toHandle().destroyForcibly();
    }

    /** Sends a signal by its name: TERM, INT, STOP, CONT. */
    public void signal(String name) {
        try {
            // the shell's own kill: some slim images have no /bin/kill
            Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid()).start();
            if (kill.waitFor() != 0 && process.isAlive()) {
                throw new IllegalStateException("SIG" + name + " did not reach the loader");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits for the end; 137 after SIGKILL. */
    public int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        Runtime.getRuntime().removeShutdownHook(endWithUs);
    }
}
