package io.waybill.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Runs Kafka's stock command-line tools, of the same jars as the brokers. */
final class KafkaTool {
    private static final Duration ENDS_WITHIN = Duration.ofMinutes(10);

    private KafkaTool() {}

    /** Runs the tool to its end; 10 minutes are the limit. */
    static ToolRun run(String mainClass, List<String> arguments) {
        JavaCommand java = new JavaCommand(
                List.of("-Xmx512m", "-XX:+UseSerialGC", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"),
                ServerJars.of("kafka").classPath(),
                mainClass,
                arguments);
        try {
            return run(mainClass, java.line(), Files.createTempDirectory("kafka-tool"));
        } catch (IOException e) {
            throw new UncheckedIOException(mainClass + " cannot be run", e);
        }
    }

    private static ToolRun run(String name, List<String> command, Path folder) throws IOException {
        Path output = folder.resolve("output");
        Path errors = folder.resolve("errors");
        try {
            Process tool = new ProcessBuilder(command)
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            LiveChildren.add(tool);
            awaitExit(name, tool);
            return new ToolRun(tool.exitValue(), Files.readString(output), Files.readString(errors));
        } finally {
            Files.deleteIfExists(output);
            Files.deleteIfExists(errors);
            Files.delete(folder);
        }
    }

    private static void awaitExit(String name, Process tool) {
        if (!Deadline.in(ENDS_WITHIN).await(() -> !tool.isAlive())) {
            tool.destroyForcibly();
            throw new IllegalStateException(name + " did not end within " + ENDS_WITHIN);
        }
    }
}
