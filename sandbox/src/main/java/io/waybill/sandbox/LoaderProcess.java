package io.waybill.sandbox;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The real command line as a process of its own, whose events are read as they come, and which can be killed. */
final class LoaderProcess implements AutoCloseable {
    private final Process process;
    private final Thread endWithUs;

    private LoaderProcess(Process process) {
        this.process = process;
        this.endWithUs = new Thread(process::destroyForcibly, "waybill-loader-end");
        Runtime.getRuntime().addShutdownHook(endWithUs);
    }

    /** Starts {@code waybill} with the class path and the JVM's flags of this process; its stderr is ours. */
    static LoaderProcess start(List<String> arguments, Map<String, String> environment) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> !flag.startsWith("-javaagent") && !flag.startsWith("-agentlib"))
                .toList());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.waybill.cli.Main"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        try {
            return new LoaderProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Hands each event to the reader until the process has ended; returns the last one, if there was any. */
    Optional<Map<String, Object>> events(Consumer<Map<String, Object>> reader) {
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
    void kill() {
        process.toHandle().destroyForcibly();
    }

    /** Waits for the end; 137 after SIGKILL. */
    int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        Runtime.getRuntime().removeShutdownHook(endWithUs);
    }
}
