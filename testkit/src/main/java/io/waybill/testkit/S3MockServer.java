package io.waybill.testkit;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * S3 by S3Mock on a folder: versioned buckets, version ids in ranged reads; signatures are not checked. Clients use path
 * style; bucket names have three characters or more.
 */
public final class S3MockServer implements AutoCloseable {
    private final URI endpoint;
    private final ServerProcess process;

    private S3MockServer(URI endpoint, ServerProcess process) {
        this.endpoint = endpoint;
        this.process = process;
    }

    /** Starts on this folder, new or used before, and waits until it answers. */
    public static S3MockServer start(Path dataDir) {
        return RememberedPorts.start(
                dataDir, ports -> start(dataDir, ports.port("s3mock"), ports.port("s3mock.second")));
    }

    public URI endpoint() {
        return endpoint;
    }

    /** Any key is accepted. */
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

    // the second port listens on every address and cannot be turned off; the first one is bound to loopback
    private static S3MockServer start(Path dataDir, int port, int secondPort) {
        URI endpoint = URI.create("http://127.0.0.1:" + port);
        Path buckets = Folders.create(dataDir.resolve("buckets"));
        JavaCommand java = new JavaCommand(
                JavaCommand.LIGHT,
                ServerJars.of("s3mock").classPath(),
                "org.springframework.boot.loader.launch.JarLauncher",
                List.of(
                        "--server.ssl.enabled=false",
                        "--server.address=127.0.0.1",
                        "--server.port=" + port,
                        "--http.port=" + secondPort,
                        "--com.adobe.testing.s3mock.store.root=" + buckets,
                        "--com.adobe.testing.s3mock.store.retain-files-on-exit=true"));
        Launch launch = new Launch(
                "s3mock", java.guardedLine(), dataDir.resolve("s3mock.log"), Readiness.answersHttp(endpoint));
        return new S3MockServer(endpoint, ServerProcess.start(launch));
    }
}
