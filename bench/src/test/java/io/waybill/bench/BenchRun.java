package io.waybill.bench;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The real command, run to its end as a process of its own.
 *
 * @param exit its exit code
 * @param out lines of stdout
 * @param err stderr
 * @param leftovers of its temporary files
 */
record BenchRun(int exit, List<String> out, String err, List<String> leftovers) {
    private static final long PATIENCE_MINUTES = 5;

    /** @param folder an empty one */
    static BenchRun of(Path folder, String... arguments) {
        try {
            Path tmp = Files.createDirectories(folder.resolve("tmp"));
            ProcessBuilder builder = new ProcessBuilder(command(tmp, arguments))
                    .redirectOutput(folder.resolve("out").toFile())
                    .redirectError(folder.resolve("err").toFile());
            builder.environment()
                    .keySet()
                    .removeIf(name -> name.startsWith("WAYBILL_") && !name.equals("WAYBILL_SERVERS"));
            Process process = builder.start();
            try {
                if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                    throw new AssertionError("no end: " + Files.readString(folder.resolve("err")));
                }
            } finally {
                process.destroy(); // its hooks end its servers
            }
            String[] left = tmp.toFile().list((in, name) -> name.startsWith("waybill"));
            return new BenchRun(
                    process.exitValue(),
                    Files.readAllLines(folder.resolve("out")),
                    Files.readString(folder.resolve("err")),
                    left == null ? List.of() : List.of(left));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> command(Path tmp, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-Djava.io.tmpdir=" + tmp,
                "-cp",
                System.getProperty("java.class.path"),
                "io.waybill.cli.Main",
                "bench"));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Every line of stdout as an event. */
    List<Map<String, Object>> events() {
        return out.stream().map(EventLine::parse).toList();
    }

    /** The last one. */
    Map<String, Object> summary() {
        List<Map<String, Object>> events = events();
        return events.get(events.size() - 1);
    }

    /** One of the summary's objects. */
    Map<String, Object> summary(String field) {
        try {
            return JSON.std.mapFrom(JSON.std.asString(summary().get(field)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
