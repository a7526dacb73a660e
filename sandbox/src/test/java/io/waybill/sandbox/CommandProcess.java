package io.waybill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The real command line with the commands of this module, as a process of its own, whose output lies in files. It ends with
 * the test, at the latest with this JVM. For one thread.
 */
final class CommandProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Process process;
    private final Path folder;
    private final Thread endWithUs;

    private CommandProcess(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
        this.endWithUs = new Thread(process::destroyForcibly, "waybill-process-end");
        Runtime.getRuntime().addShutdownHook(endWithUs);
    }

    /**
     * Starts it.
     *
     * @param folder for its output, and in {@code tmp} for its temporary files
     * @param environment its only variables of Waybill's and of AWS
     */
    static CommandProcess start(Path folder, Map<String, String> environment, String... arguments) {
        try {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx384m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")),
                    "-cp",
                    System.getProperty("java.class.path"),
                    "io.waybill.cli.Main"));
            command.addAll(List.of(arguments));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectOutput(folder.resolve("out").toFile())
                    .redirectError(folder.resolve("err").toFile());
            builder.environment().keySet().removeIf(CommandProcess::isOurs);
            builder.environment().putAll(environment);
            return new CommandProcess(builder.start(), folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOurs(String variable) {
        // the folder of the servers' jars is the machine's, not the test's
        return variable.startsWith("AWS_") || (variable.startsWith("WAYBILL_") && !variable.equals("WAYBILL_SERVERS"));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The processes that it has started. */
    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    /** What it has left of its temporary files, by name, without those of the JVM and of native libraries. */
    List<String> temporaryFiles() {
        String[] names = folder.resolve("tmp").toFile().list((tmp, name) -> name.startsWith("waybill"));
        return names == null ? List.of() : List.of(names);
    }

    /** Sends a signal: INT, TERM. */
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

    /** Waits for its end; the exit code. */
    int end() {
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("the process ends within %s; so far%n%s", PATIENCE, this)
                    .isTrue();
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits for its end, which must be a good one; the last line of stdout, an event. */
    Map<String, Object> summary() {
        assertThat(end()).as("exit code of%n%s", this).isZero();
        List<String> lines = lines("out");
        try {
            return JSON.std.mapFrom(lines.get(lines.size() - 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> lines(String file) {
        try {
            return Files.readAllLines(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        Runtime.getRuntime().removeShutdownHook(endWithUs);
    }

    @Override
    public String toString() {
        return "stdout:\n" + String.join("\n", lines("out")) + "\nstderr:\n" + String.join("\n", lines("err"));
    }
}
