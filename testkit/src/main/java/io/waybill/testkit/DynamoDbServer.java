package io.waybill.testkit;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * DynamoDB by DynamoDB Local on a folder. Any region and any alphanumeric access key see the same tables; signatures are
 * not checked. It listens on every address: it has no setting for that.
 */
public final class DynamoDbServer implements AutoCloseable {
    private final URI endpoint;
    private final ServerProcess process;

    private DynamoDbServer(URI endpoint, ServerProcess process) {
        this.endpoint = endpoint;
        this.process = process;
    }

    /** Starts on this folder, new or used before, and waits until it answers. */
    public static DynamoDbServer start(Path dataDir) {
        return RememberedPorts.start(dataDir, ports -> start(dataDir, ports.port("dynamodb")));
    }

    public URI endpoint() {
        return endpoint;
    }

    /** Any alphanumeric key is accepted. */
    public String accessKey() {
        return "waybillAccessKey";
    }

    /** Any key is accepted. */
    public String secretKey() {
        return "waybillSecretKey";
    }

    /** To kill, pause and restart it. */
    public ServerProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }

    private static DynamoDbServer start(Path dataDir, int port) {
        URI endpoint = URI.create("http://127.0.0.1:" + port);
        Launch launch = new Launch(
                "dynamodb",
                command(Folders.create(dataDir.resolve("tables")), port).guardedLine(),
                dataDir.resolve("dynamodb.log"),
                Readiness.answersHttp(endpoint));
        return new DynamoDbServer(endpoint, ServerProcess.start(launch));
    }

    // without -sharedDb, another key or region would see no table
    private static JavaCommand command(Path tables, int port) {
        ServerJars jars = ServerJars.of("dynamodb");
        List<String> options = new ArrayList<>(JavaCommand.LIGHT);
        options.add("-Djava.library.path=" + jars.folder());
        return new JavaCommand(
                options,
                jars.classPath(),
                "com.amazonaws.services.dynamodbv2.local.main.ServerRunner",
                List.of("-sharedDb", "-dbPath", tables.toString(), "-disableTelemetry", "-port", "" + port));
    }
}
