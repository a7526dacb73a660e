package io.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.jr.ob.JSON;
import io.waybill.ErrorCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * The real command line as a process of its own, with what it prints as it prints it. It ends with the test, at the latest
 * with this JVM. For one thread.
 */
final class WaybillProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final List<String> out = new CopyOnWriteArrayList<>();
    private final List<String> err = new CopyOnWriteArrayList<>();
    private final List<Thread> readers;
    private final Thread endWithUs;

    private WaybillProcess(Process process) {
        this.process = process;
        this.readers = List.of(
                reader("waybill-out", process.inputReader(StandardCharsets.UTF_8), out),
                reader("waybill-err", process.errorReader(StandardCharsets.UTF_8), err));
        this.endWithUs = new Thread(process::destroyForcibly, "waybill-process-end");
        Runtime.getRuntime().addShutdownHook(endWithUs);
    }

    /** What an ended process leaves. */
    record Ended(int exit, List<String> out, List<String> err) {
        /** The last line of stdout, as the event that it must be. */
        Map<String, Object> lastEvent() {
            assertThat(out).as("stdout").isNotEmpty();
            return event(out.get(out.size() - 1));
        }

        /** A field of the last event, as text. */
        String told(String field) {
            return String.valueOf(lastEvent().get(field));
        }

        /** Fails, with everything the process said, unless it ended with this error, told on stdout and stderr. */
        Ended failedWith(ErrorCode code) {
            assertThat(exit).as("exit code of%n%s", this).isEqualTo(code.exitCode());
            assertThat(told("code")).as("code of%n%s", this).isEqualTo(code.name());
            assertThat(err).anyMatch(line -> line.startsWith("waybill: " + code + ": "));
            return this;
        }

        /** Fails, with everything the process said, unless it ended well. */
        Ended wasFine() {
            assertThat(exit).as("exit code of%n%s", this).isZero();
            return this;
        }

        @Override
        public String toString() {
            return "exit " + exit + "\nstdout:\n" + String.join("\n", out) + "\nstderr:\n" + String.join("\n", err);
        }
    }

    /** Starts it with only these variables of Waybill's and of AWS. */
    static WaybillProcess start(Map<String, String> environment, String... arguments) {
        return start(List.of(), environment, arguments);
    }

    private static WaybillProcess start(List<String> options, Map<String, String> environment, String... arguments) {
        try {
            return new WaybillProcess(builder(options, environment, arguments).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProcessBuilder builder(List<String> options, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(options);
        command.add("io.waybill.cli.Main");
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("WAYBILL_") || name.startsWith("AWS_"));
        builder.environment().putAll(environment);
        return builder;
    }

    /** Runs it to its end. */
    static Ended run(Map<String, String> environment, String... arguments) {
        try (WaybillProcess process = start(environment, arguments)) {
            return process.end();
        }
    }

    /** Runs it to its end with further options of the JVM, which win. */
    static Ended run(List<String> options, Map<String, String> environment, String... arguments) {
        try (WaybillProcess process = start(options, environment, arguments)) {
            return process.end();
        }
    }

    /** Runs it to its end with stdout and stderr going to this file; its exit code. */
    static int exitOfRunInto(Path file, Map<String, String> environment, String... arguments) {
        ProcessBuilder builder = builder(List.of(), environment, arguments)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(file.toFile()));
        try {
            return new WaybillProcess(builder.start()).end().exit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Thread reader(String name, BufferedReader from, List<String> to) {
        Thread thread = new Thread(() -> from.lines().forEach(to::add), name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** A line of {@code --json}. */
    static Map<String, Object> event(String line) {
        try {
            return JSON.std.mapFrom(line);
        } catch (IOException e) {
            throw new UncheckedIOException("not an event: " + line, e);
        }
    }

    /** Waits until it has printed that at least so many rows are committed; fails when it ends before. */
    void awaitCommitted(long rows) {
        await("committed event of row " + rows)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> committedRows() >= rows || !process.isAlive());
        assertThat(committedRows()).as("rows committed by%n%s", this).isGreaterThanOrEqualTo(rows);
    }

    /** Waits for an event of this type. */
    Map<String, Object> awaitEvent(String type) {
        await("event " + type)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> lastEvent(type).isPresent() || !process.isAlive());
        return lastEvent(type).orElseThrow(() -> new AssertionError("no event " + type + " in " + this));
    }

    long committedRows() {
        return lastEvent("committed").map(event -> Site.number(event, "rows")).orElse(-1L);
    }

    /** The newest event of this type. */
    Optional<Map<String, Object>> lastEvent(String type) {
        String start = "{\"type\":\"" + type + "\"";
        List<String> seen = out;
        for (int i = seen.size() - 1; i >= 0; i--) {
            String line = seen.get(i);
            if (line.startsWith(start) && line.endsWith("}")) {
                return Optional.of(event(line));
            }
        }
        return Optional.empty();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL; returns when it is gone. What it has printed stays. */
    Ended kill() {
        process.toHandle().destroyForcibly();
        return end();
    }

    /** Sends a signal: TERM, INT, STOP, CONT. */
    void signal(String name) {
        try {
            Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
                    .inheritIO()
                    .start();
            assertThat(kill.waitFor()).as("kill -" + name).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits for its end. */
    Ended end() {
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("the process ends within %s; so far%n%s", PATIENCE, this)
                    .isTrue();
            for (Thread reader : readers) {
                reader.join();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return new Ended(process.exitValue(), List.copyOf(out), List.copyOf(err));
    }

    @Override
    public void close() {
        process.toHandle().destroyForcibly();
        Runtime.getRuntime().removeShutdownHook(endWithUs);
    }

    @Override
    public String toString() {
        return "stdout:\n" + String.join("\n", out) + "\nstderr:\n" + String.join("\n", err);
    }
}
