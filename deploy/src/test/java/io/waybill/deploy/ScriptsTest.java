package io.waybill.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts of an EC2 instance, apart from it. */
class ScriptsTest {
    private static final Path SCRIPTS = Folders.DEPLOY.resolve("ec2");

    @TempDir
    private Path folder;

    @BeforeEach
    void writeSettings() throws IOException {
        Files.writeString(folder.resolve("install.env"), """
                AWS_REGION='eu-central-1'
                JOB='orders'
                SCALE_IN_AFTER_FAILURE='false'
                SCALING_GROUP='waybill'
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"install", "after-run"})
    void shellcheckFindsNothing(String script) throws Exception {
        assumeFalse(Folders.programs("shellcheck").isEmpty(), "skipped: there is no shellcheck on the PATH");

        Command.Result result = Command.run(SCRIPTS, Map.of(), "", "shellcheck", script);

        assertThat(result).isEqualTo(new Command.Result(0, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"install", "after-run"})
    void theShellUnderstandsIt(String script) throws Exception {
        String shell = script.equals("install") ? "bash" : "sh";

        assertThat(Command.run(SCRIPTS, Map.of(), "", shell, "-n", script)).isEqualTo(new Command.Result(0, ""));
    }

    /** What systemd reports after each end, and whether the Auto Scaling group goes to 0. */
    @ParameterizedTest
    @CsvSource({
        "exited, 0, true",
        "exited, 1, false",
        "exited, 9, false",
        "exited, 75, false",
        "exited, 143, false",
        "killed, KILL, false",
        "killed, TERM, false"
    })
    void onlyAFinishedJobEndsItsInstance(String code, String status, boolean ends) throws Exception {
        assertThat(afterRun(code, status)).isEqualTo(ends);
    }

    @ParameterizedTest
    @CsvSource({"exited, 0, true", "exited, 4, true", "exited, 75, false", "exited, 143, false", "killed, KILL, false"})
    void aFailedJobEndsItsInstanceWhereThatIsWanted(String code, String status, boolean ends) throws Exception {
        Path settings = folder.resolve("install.env");
        Files.writeString(settings, Files.readString(settings).replace("'false'", "'true'"));

        assertThat(afterRun(code, status)).isEqualTo(ends);
    }

    /** Whether the script called AWS, which is a script of ours here. */
    private boolean afterRun(String code, String status) throws Exception {
        Path programs = Files.createDirectories(folder.resolve("programs"));
        Path aws = programs.resolve("aws");
        Files.writeString(aws, "#!/bin/sh\necho \"$AWS_REGION $*\"\n");
        Files.setPosixFilePermissions(aws, PosixFilePermissions.fromString("rwxr-xr-x"));
        Map<String, String> environment = Map.of(
                "PATH",
                programs + ":" + System.getenv("PATH"),
                "WAYBILL_CONFIG",
                folder.toString(),
                "WAYBILL_LOG_SECONDS",
                "0",
                "EXIT_CODE",
                code,
                "EXIT_STATUS",
                status);

        Command.Result result = Command.run(
                folder, environment, "", SCRIPTS.resolve("after-run").toString());

        assertThat(result.exit()).isZero();
        String call =
                "eu-central-1 autoscaling set-desired-capacity --auto-scaling-group-name waybill --desired-capacity 0\n";
        assertThat(result.output()).isIn("", call);
        return result.output().equals(call);
    }

    @Test
    void aSecretOfSeveralLinesIsQuotedForSystemd() throws Exception {
        assumeFalse(Folders.programs("jq").isEmpty(), "skipped: there is no jq on the PATH");

        Command.Result result =
                environmentFile("{\"password\":\"a\\\"b$c`d\\\\e\",\"ca\":\"-----BEGIN-----\\nMII=\\n-----END-----\"}");

        assertThat(result)
                .isEqualTo(new Command.Result(
                        0,
                        "KAFKA_PASSWORD=\"a\\\"b\\$c\\`d\\\\e\"\nKAFKA_CA=\"-----BEGIN-----\nMII=\n-----END-----\"\n"));
    }

    @Test
    void aMissingKeyOfTheSecretIsNamed() throws Exception {
        assumeFalse(Folders.programs("jq").isEmpty(), "skipped: there is no jq on the PATH");

        Command.Result result = environmentFile("{\"password\":\"a\"}");

        assertThat(result.exit()).isNotZero();
        assertThat(result.output()).contains("the secret has no key ca");
    }

    private Command.Result environmentFile(String secret) throws Exception {
        return Command.run(
                folder,
                Map.of("WAYBILL_CONFIG", folder.toString()),
                secret,
                SCRIPTS.resolve("install").toString(),
                "environment_file",
                "{\"KAFKA_PASSWORD\":\"password\",\"KAFKA_CA\":\"ca\"}");
    }
}
