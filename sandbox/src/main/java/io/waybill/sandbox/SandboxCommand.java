package io.waybill.sandbox;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.cli.FurtherCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code waybill sandbox}: the servers, until it is interrupted. */
@Command(
        name = "sandbox",
        description = "Run real Kafka, S3 and DynamoDB servers on this machine until Ctrl-C, to try Waybill with.")
public final class SandboxCommand implements FurtherCommand {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--brokers",
            paramLabel = "1|3",
            defaultValue = "1",
            description = "Kafka brokers (${DEFAULT-VALUE}).")
    private int brokers = 1;

    @Option(
            names = "--env-file",
            paramLabel = "FILE",
            description = "Where to write the variables that reach the servers (env in the data folder).")
    private @Nullable Path envFile;

    @Option(
            names = "--data-dir",
            paramLabel = "FOLDER",
            description =
                    "Where the servers keep their data; a folder used before is continued. Temporary if not given.")
    private @Nullable Path dataDir;

    @Override
    public Integer call() throws Exception {
        if (brokers != 1 && brokers != 3) {
            throw new WaybillException(ErrorCode.USAGE, "--brokers " + brokers + " is not possible.", "Give 1 or 3.");
        }
        CountDownLatch stopped = new CountDownLatch(1);
        Workspace workspace = dataDir == null ? Workspace.temporary("waybill-sandbox") : Workspace.in(dataDir);
        Path env = envFile == null ? workspace.folder().resolve("env") : envFile.toAbsolutePath();
        Files.deleteIfExists(env);
        Servers servers = Servers.start(brokers, workspace.folder());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(servers, env, stopped), "waybill-sandbox-stop"));
        write(env, servers.environment());
        announce(env, workspace);
        stopped.await();
        return 0;
    }

    /** Renamed into place when it is complete: whoever waits for the file finds running servers. */
    private static void write(Path env, Map<String, String> variables) throws IOException {
        String lines = variables.entrySet().stream()
                .map(variable -> "export " + variable.getKey() + "=" + variable.getValue() + "\n")
                .collect(Collectors.joining());
        Path unfinished = env.resolveSibling(env.getFileName() + ".unfinished");
        Files.writeString(unfinished, lines);
        Files.move(unfinished, env, StandardCopyOption.ATOMIC_MOVE);
    }

    private void announce(Path env, Workspace workspace) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("""
                The sandbox runs: Kafka (%d broker%s), S3 and DynamoDB, with data in %s.
                In another terminal, paste:

                  . %s
                  aws s3 mb s3://trial
                  aws s3 cp FILE.csv s3://trial/FILE.csv
                  waybill load s3://trial/FILE.csv --topic trial --create-topic --mirror dynamodb --create-table

                Ctrl-C stops the servers.
                """, brokers, brokers == 1 ? "" : "s", workspace.folder(), env);
        out.flush();
    }

    private static void stop(Servers servers, Path env, CountDownLatch stopped) {
        try {
            Files.deleteIfExists(env);
        } catch (IOException e) {
            System.err.println("waybill: " + env + " could not be removed: " + e);
        }
        servers.close();
        stopped.countDown();
    }
}
