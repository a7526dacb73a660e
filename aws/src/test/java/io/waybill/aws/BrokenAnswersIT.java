package io.waybill.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.source.ByteRange;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/** What a network, a proxy or a careless S3 server can do to a ranged read. */
class BrokenAnswersIT {
    private static final S3Location WHERE = new S3Location("bucket", "orders.csv", "");
    private static final Backoff NO_PAUSE = new Backoff(pause -> {}, Duration.ZERO, () -> 0);
    private static final byte[] CONTENT = new byte[200_000];

    private BrokenS3 server;
    private S3Client s3;
    private S3ObjectReader reader;

    static {
        new Random(1).nextBytes(CONTENT);
    }

    @BeforeEach
    void pin() {
        server = new BrokenS3(CONTENT);
        s3 = AwsClients.s3(new AwsSettings(server.endpoint(), "us-east-1", "anyKey", "anySecret"), 2);
        PinnedObject pinned = new PinnedObject(s3, WHERE, new S3Pin(s3, WHERE).pin(Duration.ofSeconds(5)));
        reader = new S3ObjectReader(pinned, NO_PAUSE);
    }

    @AfterEach
    void stop() {
        s3.close();
        server.close();
    }

    @Test
    void bodyThatBreaksOffIsContinuedAtTheNextByte() {
        server.next(server.cutAfter(50_000), server.cutAfter(1), server.cutAfter(70_000));

        assertThat(read(1_000, 190_000)).isEqualTo(Arrays.copyOfRange(CONTENT, 1_000, 190_000));
        assertThat(reader.bytesRead()).isEqualTo(189_000);
    }

    @Test
    void manyBreaksAreSurvivedAsLongAsEachRequestBringsBytes() {
        server.next(Collections.nCopies(30, server.cutAfter(10)).toArray(BrokenS3.Answer[]::new));

        assertThat(read(0, 1_000)).isEqualTo(Arrays.copyOf(CONTENT, 1_000));
        assertThat(reader.bytesRead()).isEqualTo(1_000);
    }

    @Test
    void fiveRequestsInARowWithoutAByteAreUnreachable() {
        server.next(server.cutAfter(10));
        server.next(Collections.nCopies(5, server.cutAfter(0)).toArray(BrokenS3.Answer[]::new));

        WaybillException error = Errors.of(() -> read(0, 1_000));

        assertThat(error.code()).isEqualTo(ErrorCode.UNREACHABLE);
        assertThat(reader.bytesRead()).isEqualTo(10);
    }

    @Test
    void serverErrorsAreTriedAgain() {
        server.next(BrokenS3.status(500), BrokenS3.status(503), BrokenS3.status(500), BrokenS3.status(502));

        assertThat(read(0, 1_000)).isEqualTo(Arrays.copyOf(CONTENT, 1_000));
    }

    @Test
    void wholeObjectInsteadOfARangeIsRefused() {
        server.next(server.whole());

        WaybillException error = Errors.of(() -> read(0, 1_000));

        assertThat(error.code()).isEqualTo(ErrorCode.SOURCE_CHANGED);
        assertThat(error).hasMessageContaining("HTTP 200, not 206");
    }

    @Test
    void anotherRangeIsRefused() {
        server.next(server.shiftedBy(1));

        WaybillException error = Errors.of(() -> read(100, 1_100));

        assertThat(error.code()).isEqualTo(ErrorCode.SOURCE_CHANGED);
        assertThat(error).hasMessageContaining("'bytes 101-1100/200000' came instead of 'bytes 100-1099/200000'");
    }

    @Test
    void moreBytesThanTheRangeAreRefused() {
        server.next(server.tooLongBy(1));

        WaybillException error = Errors.of(() -> read(0, 1_000));

        assertThat(error.code()).isEqualTo(ErrorCode.SOURCE_CHANGED);
        assertThat(error).hasMessageContaining("more bytes came");
    }

    @Test
    void preconditionFailedIsAChange() {
        server.next(BrokenS3.status(412));

        assertThat(Errors.of(() -> read(0, 1_000)).code()).isEqualTo(ErrorCode.SOURCE_CHANGED);
    }

    @Test
    void connectionsAreFreedByRefusedAnswers() {
        for (int i = 0; i < 5; i++) { // the pool holds two
            server.next(server.whole());
            assertThat(Errors.of(() -> read(0, 1_000)).code()).isEqualTo(ErrorCode.SOURCE_CHANGED);
        }

        assertThat(read(0, 10)).isEqualTo(Arrays.copyOf(CONTENT, 10));
    }

    private byte[] read(int start, int end) {
        byte[] bytes = new byte[end - start];
        reader.readFully(new ByteRange(start, end), bytes, 0);
        return bytes;
    }
}
