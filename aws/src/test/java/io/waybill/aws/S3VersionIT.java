package io.waybill.aws;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.source.ByteRange;
import io.waybill.testkit.S3MockServer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** In a bucket with versioning a pinned version stays readable whatever happens to the key. */
class S3VersionIT {
    private static final String BUCKET = "waybill-versions";
    private static final Duration SOON = Duration.ofSeconds(5);

    private static S3MockServer server;
    private static S3Client s3;

    @BeforeAll
    static void startServer(@TempDir Path folder) {
        server = S3MockServer.start(folder);
        s3 = AwsClients.s3(
                new AwsSettings(server.endpoint().toString(), "us-east-1", server.accessKey(), server.secretKey()), 4);
        s3.createBucket(r -> r.bucket(BUCKET));
        s3.putBucketVersioning(
                r -> r.bucket(BUCKET).versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
    }

    @AfterAll
    static void stopServer() {
        s3.close();
        server.close();
    }

    @Test
    void pinnedVersionIsReadAfterItWasReplaced() {
        put("orders.csv", "the old bytes");
        S3ObjectReader reader = open("orders.csv", "");
        put("orders.csv", "some newer bytes");

        assertThat(read(reader, 4, 13)).isEqualTo("old bytes");
        assertThat(reader.object().version()).isNotEmpty();
    }

    @Test
    void olderVersionIsPinnedByItsId() {
        String older = put("history.csv", "first");
        put("history.csv", "second");

        S3ObjectReader reader = open("history.csv", older);

        assertThat(reader.object().version()).isEqualTo(older);
        assertThat(read(reader, 0, 5)).isEqualTo("first");
    }

    @Test
    void missingVersionIsNamed() {
        put("present.csv", "here");
        String missing = "00000000-0000-0000-0000-000000000000";

        WaybillException error = Errors.of(() -> open("present.csv", missing));

        assertThat(error.code()).isEqualTo(ErrorCode.SOURCE_NOT_FOUND);
        assertThat(error).hasMessageContaining(missing);
    }

    private static S3ObjectReader open(String key, String versionId) {
        return S3ObjectReader.open(s3, new S3Location(BUCKET, key, versionId), SOON);
    }

    private static String read(S3ObjectReader reader, long start, long end) {
        ByteRange range = new ByteRange(start, end);
        byte[] bytes = new byte[Math.toIntExact(range.length())];
        reader.readFully(range, bytes, 0);
        return new String(bytes, US_ASCII);
    }

    private static String put(String key, String content) {
        return s3.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromString(content))
                .versionId();
    }
}
