package io.waybill.testkit;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * S3 by S3Proxy on a folder: ranged reads, If-Match, FULL_OBJECT checksums of single PUTs, signatures checked; no
 * versioning. Clients use path style and any region. Objects must be put through S3: a file copied into the folder has no
 * ETag.
 */
public final class S3Server implements AutoCloseable {
    private static final String ACCESS_KEY = "waybillAccessKey";
    private static final String SECRET_KEY = "waybillSecretKey";

    private final URI endpoint;
    private final ServerProcess process;

    private S3Server(URI endpoint, ServerProcess process) {
        this.endpoint = endpoint;
        this.process = process;
    }

    /** Starts on this folder, new or used before, and waits until it answers. */
    public static S3Server start(Path dataDir) {
        return RememberedPorts.start(dataDir, ports -> start(dataDir, ports.port("s3")));
    }

    public URI endpoint() {
        return endpoint;
    }

    public String accessKey() {
        return ACCESS_KEY;
    }

    public String secretKey() {
        return SECRET_KEY;
    }

    /** To kill, pause and restart it. */
    public ServerProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }

    private static S3Server start(Path dataDir, int port) {
        URI endpoint = URI.create("http://127.0.0.1:" + port);
        Path config = dataDir.resolve("s3proxy.properties");
        PropertiesFile.write(config, properties(endpoint, Folders.create(dataDir.resolve("buckets"))));
        JavaCommand java = new JavaCommand(
                JavaCommand.LIGHT,
                ServerJars.of("s3proxy").classPath(),
                "org.gaul.s3proxy.Main",
                List.of("--properties", config.toString()));
        Launch launch = new Launch(
                "s3proxy", java.guardedLine(), dataDir.resolve("s3proxy.log"), Readiness.answersHttp(endpoint));
        return new S3Server(endpoint, ServerProcess.start(launch));
    }

    private static Properties properties(URI endpoint, Path buckets) {
        Properties properties = new Properties();
        properties.setProperty("s3proxy.endpoint", endpoint.toString());
        properties.setProperty("s3proxy.authorization", "aws-v2-or-v4");
        properties.setProperty("s3proxy.identity", ACCESS_KEY);
        properties.setProperty("s3proxy.credential", SECRET_KEY);
        properties.setProperty("jclouds.provider", "filesystem-nio2");
        properties.setProperty("jclouds.filesystem.basedir", buckets.toString());
        return properties;
    }
}
