package io.waybill.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A folder with the real launcher, and a Java and a Maven that only say how they were called. Nothing else is on the PATH but
 * the tools that the launcher names, so that the machine's own Java and Maven are out of reach.
 */
final class LauncherSite {
    private static final List<String> TOOLS = List.of(
            "sh",
            "cat",
            "date",
            "dirname",
            "find",
            "flock",
            "ln",
            "mkdir",
            "mv",
            "ps",
            "readlink",
            "rm",
            "rmdir",
            "sed",
            "sleep",
            "touch");
    private static final String JAVA = """
            #!/bin/sh
            echo "folder=$(pwd)"
            for word do echo "word=$word"; done
            """;
    private static final String MAVEN = """
            #!/bin/sh
            echo "$*" >>mvn.calls
            sleep 0.3
            [ ! -e mvn.fails ] || exit 1
            mkdir -p bench/target/lib testkit/servers/kafka/target/jars
            touch bench/target/built
            """;

    final Path home;
    final Path root;
    final Path tools;

    /** @param home an empty folder */
    LauncherSite(Path home) {
        this.home = home;
        root = home.resolve("a checkout");
        tools = home.resolve("tools");
        TOOLS.forEach(this::linkTool);
        write(root.resolve("pom.xml"), "");
        write(root.resolve("bench/pom.xml"), "");
        write(root.resolve("testkit/servers/kafka/pom.xml"), "");
        write(source(), "");
        installLauncher(root.resolve("waybill"));
        writeProgram(tools.resolve("mvn"), MAVEN);
        installJava(home.resolve("jdk"), "17.0.1");
    }

    /** What a start said and how it ended. */
    record Outcome(int exit, String out, String err) {}

    Path source() {
        return root.resolve("core/src/main/java/Some.java");
    }

    /** The launcher of this repository, except that it cannot see this machine's Javas. */
    void installLauncher(Path file) {
        String script = read(Repository.root().resolve("waybill"))
                .replace("/usr/lib/jvm", home.resolve("jvm").toString());
        writeProgram(file, script);
    }

    void installJava(Path jdk, String version) {
        writeProgram(jdk.resolve("bin/java"), JAVA);
        writeProgram(jdk.resolve("bin/javac"), "#!/bin/sh\n");
        write(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    }

    Process start(Path launcher, Map<String, String> environment, String... words) {
        try {
            ProcessBuilder process = new ProcessBuilder(Stream.concat(Stream.of(launcher.toString()), Stream.of(words))
                    .toList());
            process.directory(home.toFile());
            process.environment().clear();
            process.environment().put("PATH", tools.toString());
            process.environment().put("JAVA_HOME", home.resolve("jdk").toString());
            process.environment().putAll(environment);
            return process.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Outcome end(Process process) throws IOException, InterruptedException {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the launcher did not end; it said: " + err);
        }
        return new Outcome(process.exitValue(), out, err);
    }

    Outcome run(String... words) throws IOException, InterruptedException {
        return end(start(root.resolve("waybill"), Map.of(), words));
    }

    int builds() {
        Path calls = root.resolve("mvn.calls");
        return Files.exists(calls) ? (int) read(calls).lines().count() : 0;
    }

    /** As an editor would leave it a moment after the build; no clock is fine enough to wait for. */
    static void touch(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(1)));
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeProgram(Path file, String text) {
        write(file, text);
        if (!file.toFile().setExecutable(true)) {
            throw new AssertionError("cannot make executable: " + file);
        }
    }

    private void linkTool(String tool) {
        try {
            Files.createDirectories(tools);
            for (String folder : List.of("/usr/bin", "/bin")) {
                Path found = Path.of(folder, tool);
                if (Files.isExecutable(found)) {
                    Files.createSymbolicLink(tools.resolve(tool), found);
                    return;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
