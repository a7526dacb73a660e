package io.waybill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waybill.aws.AwsClients;
import io.waybill.aws.AwsSettings;
import io.waybill.aws.S3Location;
import io.waybill.aws.S3Upload;
import io.waybill.testkit.CsvGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/** The sandbox as a user runs it: until it is interrupted. */
class SandboxIT {
    private static final S3Location OBJECT = S3Location.parse("s3://trial/rows.csv");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    private Path env = Path.of("");

    @BeforeEach
    void nameTheEnvFile() {
        env = folder.resolve("sandbox.env");
    }

    private CommandProcess sandbox(String... further) {
        String[] arguments = new String[further.length + 3];
        List.of("sandbox", "--env-file", env.toString()).toArray(arguments);
        System.arraycopy(further, 0, arguments, 3, further.length);
        return CommandProcess.start(folder("sandbox"), Map.of(), arguments);
    }

    private Path folder(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void awaitChild(CommandProcess process) {
        await("a server process")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !process.children().isEmpty() || !process.isAlive());
    }

    /** Waits for the env file of this sandbox; its variables. */
    private Map<String, String> awaitVariables(CommandProcess sandbox) {
        await("the env file")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> Files.exists(env) || !sandbox.isAlive());
        assertThat(sandbox.isAlive()).as(sandbox::toString).isTrue();
        Map<String, String> variables = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(env)) {
                assertThat(line).matches("export [A-Z0-9_]+=[A-Za-z0-9:/.-]+");
                String[] parts = line.substring("export ".length()).split("=", 2);
                variables.put(parts[0], parts[1]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return variables;
    }

    private static String variable(Map<String, String> variables, String name) {
        return Objects.requireNonNull(variables.get(name), name);
    }

    private static void upload(Map<String, String> variables, Path file) {
        AwsSettings settings = new AwsSettings(
                variable(variables, "AWS_ENDPOINT_URL_S3"),
                variable(variables, "AWS_REGION"),
                variable(variables, "AWS_ACCESS_KEY_ID"),
                variable(variables, "AWS_SECRET_ACCESS_KEY"));
        try (S3Client s3 = AwsClients.s3(settings, 1)) {
            S3Upload.put(s3, OBJECT, file);
        }
    }

    private Map<String, Object> load(Map<String, String> variables, String... further) {
        String[] arguments = new String[further.length + 5];
        List.of("load", OBJECT.toString(), "--topic", "trial", "--json").toArray(arguments);
        System.arraycopy(further, 0, arguments, 5, further.length);
        try (CommandProcess load = CommandProcess.start(folder("load"), variables, arguments)) {
            return load.summary();
        }
    }

    private static boolean answers(String address) {
        URI uri = URI.create(address.contains("://") ? address : "tcp://" + address);
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void itsVariablesAreAllThatALoadNeedsAndAnInterruptLeavesNothing() throws IOException {
        Files.writeString(env, "export WAYBILL_BOOTSTRAP_SERVER=stale:1\n");
        Path csv = folder.resolve("rows.csv");
        new CsvGenerator(71, 1_000).writeTo(csv);
        try (CommandProcess sandbox = sandbox()) {
            await("the stale file is gone")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> !Files.exists(env) || !sandbox.isAlive());
            Map<String, String> variables = awaitVariables(sandbox);

            assertThat(variables)
                    .containsOnlyKeys(
                            "WAYBILL_BOOTSTRAP_SERVER",
                            "AWS_ENDPOINT_URL_S3",
                            "AWS_ENDPOINT_URL_DYNAMODB",
                            "AWS_ACCESS_KEY_ID",
                            "AWS_SECRET_ACCESS_KEY",
                            "AWS_REGION",
                            "AWS_DEFAULT_REGION");
            assertThat(List.of(
                            variable(variables, "WAYBILL_BOOTSTRAP_SERVER"),
                            variable(variables, "AWS_ENDPOINT_URL_S3"),
                            variable(variables, "AWS_ENDPOINT_URL_DYNAMODB")))
                    .as("addresses that answer as soon as the file is there")
                    .allMatch(SandboxIT::answers);
            assertThat(variables.get("AWS_SECRET_ACCESS_KEY")).matches("[A-Za-z0-9]+");
            assertThat(variables.get("AWS_ENDPOINT_URL_S3")).startsWith("http://127.0.0.1:");
            upload(variables, csv);
            assertThat(load(variables, "--create-topic", "--mirror", "dynamodb", "--create-table"))
                    .containsEntry("state", "VERIFIED")
                    .containsEntry("rows", 1_000);
            List<ProcessHandle> servers = sandbox.children();
            assertThat(servers).hasSize(3);

            sandbox.signal("INT");

            assertThat(sandbox.end()).isEqualTo(130);
            assertThat(servers).noneMatch(ProcessHandle::isAlive);
            assertThat(sandbox.temporaryFiles()).isEmpty();
            assertThat(env).doesNotExist();
        }
    }

    @Test
    void aDataFolderIsContinued() {
        Path csv = folder.resolve("rows.csv");
        new CsvGenerator(72, 1_000).writeTo(csv);
        String data = folder.resolve("data").toString();
        Map<String, Object> loaded;
        try (CommandProcess first = sandbox("--data-dir", data)) {
            Map<String, String> variables = awaitVariables(first);
            upload(variables, csv);
            loaded = load(variables, "--create-topic");
            first.signal("TERM");
            assertThat(first.end()).isEqualTo(143);
        }
        try (CommandProcess second = sandbox("--data-dir", data)) {
            Map<String, Object> again = load(awaitVariables(second));

            assertThat(again)
                    .containsEntry("job", loaded.get("job"))
                    .containsEntry("last_offset", loaded.get("last_offset"))
                    .containsEntry("attempts", 1)
                    .containsEntry("verified", true);
            second.signal("INT");
            assertThat(second.end()).isEqualTo(130);
        }
        assertThat(folder.resolve("data")).isDirectoryContaining(path -> path.endsWith("kafka"));
    }

    @Test
    void anInterruptWhileTheServersStartLeavesNothing() {
        try (CommandProcess sandbox = sandbox()) {
            awaitChild(sandbox);
            List<ProcessHandle> servers = sandbox.children();

            sandbox.signal("INT");

            assertThat(sandbox.end()).isEqualTo(130);
            assertThat(servers).noneMatch(ProcessHandle::isAlive);
            assertThat(sandbox.temporaryFiles()).isEmpty();
            assertThat(env).doesNotExist();
        }
    }
}
