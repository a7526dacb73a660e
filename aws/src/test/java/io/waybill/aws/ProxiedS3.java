package io.waybill.aws;

import io.waybill.testkit.S3Server;
import io.waybill.testkit.http.ActiveFault;
import io.waybill.testkit.http.HttpFault;
import io.waybill.testkit.http.HttpProxy;
import io.waybill.testkit.http.Occurrence;
import io.waybill.testkit.http.RequestMatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import software.amazon.awssdk.services.s3.S3Client;

/** A real S3 server behind a proxy that breaks its answers. */
record ProxiedS3(HttpProxy proxy, S3Client s3) implements AutoCloseable {
    static final S3Location WHERE = new S3Location("waybill-faults", "orders.csv", "");

    private static final Backoff NO_PAUSE = new Backoff(pause -> {}, Duration.ZERO, () -> 0);
    private static final Duration STALL = Duration.ofMillis(500);

    static ProxiedS3 before(S3Server server) {
        HttpProxy proxy = HttpProxy.start(server.endpoint());
        return new ProxiedS3(proxy, client(server, proxy.endpoint().toString()));
    }

    /** Puts the file, past any proxy. */
    static void put(S3Server server, Path file, byte[] content) throws IOException {
        try (S3Client direct = client(server, server.endpoint().toString())) {
            S3Upload.put(direct, WHERE, Files.write(file, content));
        }
    }

    private static S3Client client(S3Server server, String endpoint) {
        AwsSettings settings = new AwsSettings(endpoint, "us-east-1", server.accessKey(), server.secretKey());
        return AwsClients.s3(settings, 4, STALL);
    }

    /** Breaks ranged reads. */
    ActiveFault inject(HttpFault fault, Occurrence occurrence) {
        return proxy.inject(fault, RequestMatch.rangedGet(), occurrence);
    }

    S3ObjectReader open() {
        PinnedObject pinned = new PinnedObject(s3, WHERE, new S3Pin(s3, WHERE).pin(Duration.ofSeconds(30)));
        return new S3ObjectReader(pinned, NO_PAUSE);
    }

    @Override
    public void close() {
        s3.close();
        proxy.close();
    }
}
