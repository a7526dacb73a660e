package io.waybill.aws;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.source.ByteRange;
import io.waybill.source.SourceObject;
import io.waybill.source.StoredChecksum;
import io.waybill.source.StoredChecksum.Algorithm;
import io.waybill.testkit.S3Server;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

class S3ObjectReaderIT {
    private static final S3Location ORDERS = new S3Location("waybill-it", "in/orders 1.csv", "");
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final byte[] CONTENT = content(300_000);

    private static Path uploads;
    private static S3Server server;
    private static S3Client s3;

    @BeforeAll
    static void startServer(@TempDir Path folder) throws IOException {
        uploads = folder;
        server = S3Server.start(folder.resolve("s3"));
        s3 = client(server.endpoint().toString(), server.accessKey(), server.secretKey());
        put(ORDERS, CONTENT);
    }

    @AfterAll
    static void stopServer() {
        s3.close();
        server.close();
    }

    @Test
    void pinTellsWhatTheObjectIs() {
        SourceObject pinned = open(ORDERS).object();

        assertThat(pinned.uri()).isEqualTo("s3://waybill-it/in/orders 1.csv");
        assertThat(pinned.size()).isEqualTo(CONTENT.length);
        assertThat(pinned.version()).isEmpty();
        assertThat(pinned.etag()).isNotEmpty().doesNotContain("\"");
    }

    @Test
    void checksumOfASinglePutIsTheCrcOfItsBytes() {
        CRC32 crc = new CRC32();
        crc.update(CONTENT);

        assertThat(open(ORDERS).object().checksum()).isEqualTo(new StoredChecksum(Algorithm.CRC32, crc.getValue()));
    }

    @Test
    void rangesEqualTheFile() {
        byte[] read = new byte[CONTENT.length + 10];
        try (S3ObjectReader reader = open(ORDERS)) {
            reader.readFully(new ByteRange(0, 1), read, 5);
            reader.readFully(new ByteRange(1, 70_001), read, 6);
            reader.readFully(new ByteRange(70_001, CONTENT.length), read, 70_006);

            assertThat(Arrays.copyOfRange(read, 5, CONTENT.length + 5)).isEqualTo(CONTENT);
            assertThat(reader.bytesRead()).isEqualTo(CONTENT.length);
        }
    }

    @Test
    void emptyRangeAndEmptyObjectNeedNoBytes() throws IOException {
        S3Location empty = new S3Location("waybill-it", "empty.csv", "");
        put(empty, new byte[0]);

        S3ObjectReader reader = open(empty);
        reader.readFully(new ByteRange(0, 0), new byte[0], 0);

        assertThat(reader.object().size()).isZero();
        assertThat(reader.bytesRead()).isZero();
    }

    @Test
    void rangeBeyondTheObjectIsADefectOfTheCaller() {
        S3ObjectReader reader = open(ORDERS);
        ByteRange beyond = new ByteRange(0, CONTENT.length + 1L);

        assertThatThrownBy(() -> reader.readFully(beyond, new byte[CONTENT.length + 1], 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void objectReplacedBetweenTwoRangesHasChanged() throws IOException {
        S3Location replaced = new S3Location("waybill-it", "replaced.csv", "");
        put(replaced, CONTENT);
        S3ObjectReader reader = open(replaced);
        reader.readFully(new ByteRange(0, 100), new byte[100], 0);
        put(replaced, content(CONTENT.length + 1));

        WaybillException error = Errors.of(() -> reader.readFully(new ByteRange(100, 200), new byte[100], 0));

        assertThat(error.code()).isEqualTo(ErrorCode.SOURCE_CHANGED);
        assertThat(error).hasMessageContaining("s3://waybill-it/replaced.csv");
    }

    @Test
    void objectDeletedBetweenTwoRangesHasChanged() throws IOException {
        S3Location deleted = new S3Location("waybill-it", "deleted.csv", "");
        put(deleted, CONTENT);
        S3ObjectReader reader = open(deleted);
        s3.deleteObject(r -> r.bucket(deleted.bucket()).key(deleted.key()));

        WaybillException error = Errors.of(() -> reader.readFully(new ByteRange(100, 200), new byte[100], 0));

        assertThat(error.code()).isEqualTo(ErrorCode.SOURCE_CHANGED);
    }

    @Test
    void missingBucketIsNamed() {
        WaybillException error = Errors.of(() -> open(new S3Location("no-such-bucket", "orders.csv", "")));

        assertThat(error.code()).isEqualTo(ErrorCode.SOURCE_NOT_FOUND);
        assertThat(error).hasMessage("There is no bucket 'no-such-bucket'");
    }

    @Test
    void missingKeyIsNamed() {
        WaybillException error = Errors.of(() -> open(new S3Location("waybill-it", "in/order.csv", "")));

        assertThat(error.code()).isEqualTo(ErrorCode.SOURCE_NOT_FOUND);
        assertThat(error).hasMessage("There is no object 'in/order.csv' in bucket 'waybill-it'");
    }

    @Test
    void wrongSecretIsForbidden() {
        try (S3Client wrong = client(server.endpoint().toString(), server.accessKey(), "wrongSecret")) {
            WaybillException error = Errors.of(() -> S3ObjectReader.open(wrong, ORDERS, SOON));

            assertThat(error.code()).isEqualTo(ErrorCode.SOURCE_FORBIDDEN);
            assertThat(error).hasMessageContaining("SignatureDoesNotMatch");
        }
    }

    @Test
    void unknownKeyIsForbidden() {
        try (S3Client wrong = client(server.endpoint().toString(), "somebodyElse", server.secretKey())) {
            WaybillException error = Errors.of(() -> S3ObjectReader.open(wrong, ORDERS, SOON));

            assertThat(error.code()).isEqualTo(ErrorCode.SOURCE_FORBIDDEN);
        }
    }

    @Test
    void serverThatIsDownIsUnreachableAfterTheDeadline() throws IOException {
        try (S3Client wrong = client("http://127.0.0.1:" + closedPort(), "anyKey", "anySecret")) {
            WaybillException error = Errors.of(() -> S3ObjectReader.open(wrong, ORDERS, Duration.ofMillis(300)));

            assertThat(error.code()).isEqualTo(ErrorCode.UNREACHABLE);
            assertThat(error).hasMessageContaining("Connection refused");
        }
    }

    @Test
    void unknownHostIsUnreachable() {
        try (S3Client wrong = client("http://s3.invalid:9", "anyKey", "anySecret")) {
            WaybillException error = Errors.of(() -> S3ObjectReader.open(wrong, ORDERS, Duration.ofMillis(300)));

            assertThat(error.code()).isEqualTo(ErrorCode.UNREACHABLE);
            assertThat(error).hasMessageContaining("s3.invalid");
        }
    }

    @Test
    void interruptEndsTheReadAndStaysSet() {
        S3ObjectReader reader = open(ORDERS);
        Thread.currentThread().interrupt();

        WaybillException error = Errors.of(() -> reader.readFully(new ByteRange(0, 100), new byte[100], 0));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(error.code()).isEqualTo(ErrorCode.INTERRUPTED);
    }

    private static S3ObjectReader open(S3Location where) {
        return S3ObjectReader.open(s3, where, SOON);
    }

    private static S3Client client(String endpoint, String accessKey, String secretKey) {
        return AwsClients.s3(new AwsSettings(endpoint, "us-east-1", accessKey, secretKey), 4);
    }

    private static void put(S3Location where, byte[] content) throws IOException {
        Path file = Files.write(Files.createTempFile(uploads, "upload", ".csv"), content);
        S3Upload.put(s3, where, file);
    }

    private static byte[] content(int length) {
        return new Random(length)
                .ints(length, ' ', '~')
                .collect(StringBuilder::new, (text, c) -> text.append((char) c), StringBuilder::append)
                .toString()
                .getBytes(US_ASCII);
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
