package io.waybill.deploy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program run to its end. */
final class Command {
    private static final Duration LIMIT = Duration.ofMinutes(15);

    /** @param output stdout and stderr as they came */
    record Result(int exit, String output) {}

    private Command() {}

    /** Runs it with these variables besides our own and this text as its input. */
    static Result run(Path folder, Map<String, String> environment, String input, String... command)
            throws IOException, InterruptedException {
        Path in = Files.createTempFile("waybill-deploy", ".in");
        Path out = Files.createTempFile("waybill-deploy", ".out");
        try {
            Files.writeString(in, input);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(in.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new IllegalStateException(
                        String.join(" ", command) + " did not end within " + LIMIT + ":\n" + Files.readString(out));
            }
            return new Result(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8));
        } finally {
            Files.delete(in);
            Files.delete(out);
        }
    }
}
