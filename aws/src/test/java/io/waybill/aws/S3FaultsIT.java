package io.waybill.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waybill.source.ByteRange;
import io.waybill.source.Part;
import io.waybill.source.PartStream;
import io.waybill.source.ReadWindow;
import io.waybill.testkit.S3Server;
import io.waybill.testkit.http.ActiveFault;
import io.waybill.testkit.http.BytePosition;
import io.waybill.testkit.http.HttpFault;
import io.waybill.testkit.http.HttpFault.BrokenOff;
import io.waybill.testkit.http.HttpFault.BrokenOff.Breakage;
import io.waybill.testkit.http.Occurrence;
import io.waybill.testkit.http.RequestMatch;
import io.waybill.testkit.http.S3Answers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a busy S3 and a bad network do to ranged reads: the bytes arrive all the same. */
class S3FaultsIT {
    private static final byte[] ROW = "42,\"one\n\"\"two\"\"\",Zürich 😀\r\n".getBytes(UTF_8);
    private static final byte[] CONTENT = new String(ROW, UTF_8).repeat(10_000).getBytes(UTF_8);
    private static final ReadWindow WINDOW = new ReadWindow(16_384, 4);

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

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.2, 0.5})
    void shareOfSlowDownsIsSurvived(double share) {
        ActiveFault fault =
                proxied.proxy().inject(S3Answers.slowDown(), RequestMatch.any(), new Occurrence.Share(share, 1));

        assertThat(readAll(proxied.open())).isEqualTo(CONTENT);
        assertThat(fault.strikes()).isPositive();
    }

    @Test
    void serverErrorsAreTriedAgain() {
        for (int status : new int[] {500, 503, 500, 502}) {
            proxied.inject(new HttpFault.Answered(status, "Broken", Map.of(), ""), Occurrence.once());
        }

        assertThat(read(proxied.open(), 0, 1_000)).isEqualTo(Arrays.copyOf(CONTENT, 1_000));
    }

    @Test
    void bodyMayBreakOffBeforeEveryByteOfARow() {
        S3ObjectReader reader = proxied.open();
        for (int at = ROW.length; at < 2 * ROW.length; at++) {
            ActiveFault fault = proxied.inject(broken(BytePosition.ofObject(at), Breakage.CLOSED), Occurrence.once());

            assertThat(read(reader, 10, 1_000)).isEqualTo(Arrays.copyOfRange(CONTENT, 10, 1_000));
            assertThat(fault.strikes()).isEqualTo(1);
        }
    }

    @Test
    void bodyMayBreakOffBeforeItsFirstAndItsLastByte() {
        S3ObjectReader reader = proxied.open();
        proxied.inject(broken(BytePosition.ofObject(0), Breakage.CLOSED), Occurrence.once());
        proxied.inject(broken(BytePosition.ofObject(CONTENT.length - 1), Breakage.CLOSED), Occurrence.once());

        assertThat(read(reader, 0, CONTENT.length)).isEqualTo(CONTENT);
    }

    @Test
    void bodyThatBreaksOffIsContinuedAtTheNextByte() {
        S3ObjectReader reader = proxied.open();
        for (long at : new long[] {50_000, 1, 70_000}) {
            proxied.inject(broken(BytePosition.ofBody(at), Breakage.CLOSED), Occurrence.once());
        }

        assertThat(read(reader, 1_000, 190_000)).isEqualTo(Arrays.copyOfRange(CONTENT, 1_000, 190_000));
        assertThat(reader.bytesRead()).isEqualTo(189_000);
    }

    @Test
    void manyBreaksAreSurvivedAsLongAsEachRequestBringsBytes() {
        S3ObjectReader reader = proxied.open();
        proxied.inject(broken(BytePosition.ofBody(10), Breakage.CLOSED), new Occurrence.First(30));

        assertThat(read(reader, 0, 1_000)).isEqualTo(Arrays.copyOf(CONTENT, 1_000));
        assertThat(reader.bytesRead()).isEqualTo(1_000);
    }

    @ParameterizedTest
    @EnumSource(
            value = Breakage.class,
            names = {"RESET", "STALLED"})
    void bodyThatIsResetOrStallsIsContinued(Breakage breakage) {
        ActiveFault fault = proxied.inject(broken(BytePosition.ofBody(5_000), breakage), new Occurrence.Every(9));

        assertThat(readAll(proxied.open())).isEqualTo(CONTENT);
        assertThat(fault.strikes()).isPositive();
    }

    @Test
    void answerThatNeverBeginsIsAskedForAgain() {
        ActiveFault fault = proxied.inject(new HttpFault.Delayed(Duration.ofHours(1)), Occurrence.once());

        assertThat(readAll(proxied.open())).isEqualTo(CONTENT);
        assertThat(fault.strikes()).isEqualTo(1);
    }

    @Test
    void slowBodyThatKeepsComingIsWaitedFor() {
        proxied.inject(new HttpFault.Throttled(20_000), Occurrence.once()); // 16 KiB in 0.8 s: past the stall's limit

        S3ObjectReader reader = proxied.open();

        assertThat(readAll(reader)).isEqualTo(CONTENT);
        assertThat(reader.bytesRead()).isEqualTo(CONTENT.length);
    }

    @Test
    void slowRangeIsHandedOverInItsPlace() {
        S3ObjectReader reader = proxied.open();
        ActiveFault slow = proxied.proxy()
                .inject(
                        new HttpFault.Throttled(10),
                        RequestMatch.rangedGet().withHeader("Range", "bytes=0-"),
                        Occurrence.once());
        try (PartStream parts = new PartStream(reader, 0, 0, WINDOW)) {
            await().until(() -> reader.bytesRead() >= 3L * WINDOW.partBytes()); // the others overtake it
            slow.close();

            assertThat(all(parts)).isEqualTo(CONTENT);
        }
    }

    private static HttpFault broken(BytePosition before, Breakage breakage) {
        return new BrokenOff(before, breakage);
    }

    private static byte[] readAll(S3ObjectReader reader) {
        try (PartStream parts = new PartStream(reader, 0, 0, WINDOW)) {
            return all(parts);
        }
    }

    private static byte[] all(PartStream parts) {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        for (Optional<Part> part = parts.next(); part.isPresent(); part = parts.next()) {
            read.writeBytes(part.get().bytes());
        }
        return read.toByteArray();
    }

    private static byte[] read(S3ObjectReader reader, int start, int end) {
        byte[] bytes = new byte[end - start];
        reader.readFully(new ByteRange(start, end), bytes, 0);
        return bytes;
    }
}
