package io.waybill.aws;

import static io.waybill.testkit.http.Occurrence.once;
import static io.waybill.testkit.http.Occurrence.untilHealed;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.source.ByteRange;
import io.waybill.testkit.S3Server;
import io.waybill.testkit.http.BytePosition;
import io.waybill.testkit.http.HttpFault;
import io.waybill.testkit.http.HttpFault.BrokenOff;
import io.waybill.testkit.http.HttpFault.BrokenOff.Breakage;
import io.waybill.testkit.http.Occurrence;
import io.waybill.testkit.http.RequestMatch;
import io.waybill.testkit.http.S3Answers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers that no retry mends: each has its code, its cause and its fix, and no byte of it is believed. */
class BrokenAnswersIT {
    private static final byte[] CONTENT = new byte[200_000];

    private static Path object;
    private static S3Server server;

    private ProxiedS3 proxied;
    private S3ObjectReader reader;

    @BeforeAll
    static void startServer(@TempDir Path folder) throws IOException {
        new Random(1).nextBytes(CONTENT);
        object = folder.resolve("orders.csv");
        server = S3Server.start(folder.resolve("s3"));
        ProxiedS3.put(server, object, CONTENT);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void pin() {
        proxied = ProxiedS3.before(server);
        reader = proxied.open();
    }

    @AfterEach
    void stop() {
        proxied.close();
    }

    @Test
    void fiveRequestsInARowWithoutAByteAreUnreachable() {
        proxied.inject(cutBefore(10), once());
        proxied.inject(cutBefore(0), untilHealed());

        WaybillException error = Errors.of(() -> read(0, 1_000));

        assertThat(error.code()).isEqualTo(ErrorCode.UNREACHABLE);
        assertThat(error.fix()).contains("run again");
        assertThat(reader.bytesRead()).isEqualTo(10);
    }

    @Test
    void wholeObjectInsteadOfARangeIsRefused() {
        proxied.inject(new HttpFault.WholeObject(object), once());

        assertThat(changed()).hasMessageContaining("HTTP 200, not 206");
    }

    @Test
    void anotherRangeIsRefused() {
        proxied.inject(contentRange("bytes 101-1100/200000"), once());

        assertThat(changed()).hasMessageContaining("'bytes 101-1100/200000' came instead of 'bytes 100-1099/200000'");
    }

    @Test
    void rangeOfAnObjectOfAnotherSizeIsRefused() {
        proxied.inject(contentRange("bytes 100-1099/200001"), once());

        assertThat(changed()).hasMessageContaining("'bytes 100-1099/200001'");
    }

    @Test
    void rangeThatIsNotToldIsRefused() {
        proxied.inject(new HttpFault.HeadersChanged("Content-Range", Map.of()), once());

        assertThat(changed()).hasMessageContaining("instead of 'bytes 100-1099/200000'");
    }

    @Test
    void anotherETagIsRefused() {
        proxied.inject(new HttpFault.HeadersChanged("", Map.of("ETag", "\"another\"")), once());

        assertThat(changed()).hasMessageContaining("\"another\"");
    }

    @Test
    void moreBytesThanTheRangeAreRefused() {
        proxied.inject(new HttpFault.Extended(1), once());

        assertThat(changed()).hasMessageContaining("more bytes came");
    }

    @Test
    void preconditionFailedIsAChange() {
        proxied.inject(S3Answers.preconditionFailed(), once());

        assertThat(changed()).hasMessageContaining("PreconditionFailed").hasMessageContaining(ProxiedS3.WHERE.uri());
    }

    @Test
    void keyOrVersionThatIsDeletedWhileItIsReadIsAChange() {
        proxied.inject(S3Answers.noSuchVersion(), once());
        proxied.inject(S3Answers.noSuchKey(), once());

        assertThat(changed()).hasMessageContaining("NoSuchVersion");
        assertThat(changed()).hasMessageContaining("NoSuchKey");
    }

    @Test
    void expiredCredentialsAreForbiddenAndTheFixIsToRenewThem() {
        proxied.inject(S3Answers.expiredToken(), untilHealed());

        WaybillException reading = Errors.of(() -> read(0, 1_000));

        assertThat(reading.code()).isEqualTo(ErrorCode.SOURCE_FORBIDDEN);
        assertThat(reading).hasMessageContaining("ExpiredToken");
        assertThat(reading.fix()).contains("Renew");
    }

    @Test
    void credentialsThatExpiredBeforeTheStartAreExplained() {
        proxied.proxy().inject(S3Answers.expiredToken(), RequestMatch.any(), untilHealed());

        WaybillException pinning = Errors.of(proxied::open);

        assertThat(pinning.code()).isEqualTo(ErrorCode.SOURCE_FORBIDDEN);
        assertThat(pinning.fix()).contains("Renew");
    }

    @Test
    void connectionsAreFreedByRefusedAnswers() {
        proxied.inject(new HttpFault.WholeObject(object), new Occurrence.First(10)); // the pool holds four
        for (int i = 0; i < 10; i++) {
            changed();
        }

        assertThat(read(0, 10)).isEqualTo(Arrays.copyOf(CONTENT, 10));
    }

    private WaybillException changed() {
        WaybillException error = Errors.of(() -> read(100, 1_100));
        assertThat(error.code()).isEqualTo(ErrorCode.SOURCE_CHANGED);
        assertThat(error.fix()).contains("as a new job");
        return error;
    }

    private static HttpFault cutBefore(long index) {
        return new BrokenOff(BytePosition.ofBody(index), Breakage.CLOSED);
    }

    private static HttpFault contentRange(String told) {
        return new HttpFault.HeadersChanged("", Map.of("Content-Range", told));
    }

    private byte[] read(int start, int end) {
        byte[] bytes = new byte[end - start];
        reader.readFully(new ByteRange(start, end), bytes, 0);
        return bytes;
    }
}
