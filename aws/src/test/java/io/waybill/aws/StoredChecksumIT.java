package io.waybill.aws;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.digest.SourceChecksum;
import io.waybill.source.ByteRange;
import io.waybill.source.StoredChecksum;
import io.waybill.source.StoredChecksum.Algorithm;
import io.waybill.testkit.S3Server;
import io.waybill.testkit.http.BytePosition;
import io.waybill.testkit.http.HttpFault;
import io.waybill.testkit.http.Occurrence;
import io.waybill.testkit.http.RequestMatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checksum that S3 keeps of an object, when it is missing, useless or wrong, and when the bytes are wrong. */
class StoredChecksumIT {
    private static final byte[] CONTENT = "id,name\n1,one\n".repeat(1_000).getBytes(US_ASCII);
    private static final String CHECKSUMS = "x-amz-checksum-";

    private static S3Server server;

    private ProxiedS3 proxied;

    @BeforeAll
    static void startServer(@TempDir Path folder) throws IOException {
        server = S3Server.start(folder.resolve("s3"));
        ProxiedS3.put(server, folder.resolve("orders.csv"), CONTENT);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void startProxy() {
        proxied = ProxiedS3.before(server);
    }

    @AfterEach
    void stop() {
        proxied.close();
    }

    @Test
    void untouchedBytesHaveTheStoredChecksum() {
        S3ObjectReader reader = proxied.open();

        assertThat(checksumOfBytes(reader)).isEqualTo(reader.object().checksum());
    }

    @Test
    void flippedBitIsReadButDoesNotHaveTheStoredChecksum() {
        HttpFault flip = new HttpFault.BitFlipped(BytePosition.ofObject(5_000), 3);
        proxied.inject(flip, Occurrence.once());
        S3ObjectReader reader = proxied.open();

        assertThat(checksumOfBytes(reader)).isNotEqualTo(reader.object().checksum());
    }

    @Test
    void absentOneIsNone() {
        head(new HttpFault.HeadersChanged(CHECKSUMS, Map.of()));

        assertThat(proxied.open().object().checksum()).isEqualTo(StoredChecksum.NONE);
    }

    @Test
    void compositeOneIsNoneBecauseItProvesNothing() {
        head(new HttpFault.HeadersChanged("", Map.of("x-amz-checksum-type", "COMPOSITE")));

        assertThat(proxied.open().object().checksum()).isEqualTo(StoredChecksum.NONE);
    }

    @Test
    void wrongOneIsBelievedUntilTheBytesAreRead() {
        head(new HttpFault.HeadersChanged("", Map.of("x-amz-checksum-crc32", "AAAAAQ==")));
        S3ObjectReader reader = proxied.open();

        assertThat(reader.object().checksum()).isEqualTo(new StoredChecksum(Algorithm.CRC32, 1));
        assertThat(checksumOfBytes(reader)).isNotEqualTo(reader.object().checksum());
    }

    @Test
    void oneThatIsNoChecksumIsRefusedByName() {
        for (String value : new String[] {"not base64!", "AAAA", "AAAAAQ==-3"}) {
            head(new HttpFault.HeadersChanged(
                    CHECKSUMS, Map.of("x-amz-checksum-crc32", value, "x-amz-checksum-type", "FULL_OBJECT")));

            WaybillException error = Errors.of(proxied::open);

            assertThat(error.code()).isEqualTo(ErrorCode.SOURCE_UNSUPPORTED);
            assertThat(error).hasMessageContaining("'" + value + "'").hasMessageContaining(ProxiedS3.WHERE.uri());
            assertThat(error.fix()).isNotEmpty();
        }
    }

    private void head(HttpFault fault) {
        proxied.proxy().inject(fault, RequestMatch.method("HEAD"), Occurrence.once());
    }

    private static StoredChecksum checksumOfBytes(S3ObjectReader reader) {
        byte[] bytes = new byte[CONTENT.length];
        reader.readFully(new ByteRange(0, bytes.length), bytes, 0);
        SourceChecksum checksum =
                SourceChecksum.startingWith(reader.object().checksum().algorithm());
        checksum.update(bytes, 0, bytes.length);
        return new StoredChecksum(checksum.algorithm(), checksum.getValue());
    }
}
