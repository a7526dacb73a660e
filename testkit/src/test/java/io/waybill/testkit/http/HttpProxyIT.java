package io.waybill.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.testkit.Http;
import io.waybill.testkit.S3Requests;
import io.waybill.testkit.S3Server;
import io.waybill.testkit.http.HttpFault.BrokenOff.Breakage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each fault in front of the real S3Proxy, which checks signatures. */
class HttpProxyIT {
    private static final String CONTENT = "0123456789".repeat(50_000);

    private static Path folder;
    private static S3Server server;

    private HttpProxy proxy;
    private S3Requests s3;

    @BeforeAll
    static void startServer(@TempDir Path temporary) {
        folder = temporary;
        server = S3Server.start(folder.resolve("s3"));
        S3Requests direct = new S3Requests(server.endpoint(), server.accessKey(), server.secretKey());
        Http.send(direct.put("/bucket", ""));
        Http.send(direct.put("/bucket/object", CONTENT));
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void startProxy() {
        proxy = HttpProxy.start(server.endpoint());
        s3 = new S3Requests(proxy.endpoint(), server.accessKey(), server.secretKey());
    }

    @AfterEach
    void stopProxy() {
        proxy.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("waybill-http-"));
    }

    @Test
    void withoutFaultsItIsTheServer() {
        assertThat(Http.send(s3.put("/bucket/new", CONTENT)).statusCode()).isEqualTo(200);
        assertThat(Http.send(s3.get("/bucket/new")).body()).isEqualTo(CONTENT);
        assertThat(range(2, 4).statusCode()).isEqualTo(206);
        assertThat(range(2, 4).body()).isEqualTo("234");
        assertThat(Http.send(s3.get("/bucket/missing")).statusCode()).isEqualTo(404);
    }

    @Test
    void preparedAnswerComesInsteadOfTheServers() {
        ActiveFault fault = proxy.inject(S3Answers.slowDown(), RequestMatch.method("GET"), Occurrence.once());

        assertThat(range(0, 9).statusCode()).isEqualTo(503);
        assertThat(range(0, 9).body()).isEqualTo("0123456789");
        assertThat(fault.strikes()).isEqualTo(1);
    }

    @Test
    void flippedBitIsAtTheByteOfTheObject() {
        proxy.inject(new HttpFault.BitFlipped(BytePosition.ofObject(103), 0), RequestMatch.any(), Occurrence.once());

        assertThat(range(0, 9).body()).isEqualTo("0123456789");
        assertThat(range(100, 109).body()).isEqualTo("0122456789");
        assertThat(range(100, 109).body()).isEqualTo("0123456789");
    }

    @Test
    void bodyIsLongerAsItsHeadSays() {
        proxy.inject(new HttpFault.Extended(2), RequestMatch.rangedGet(), Occurrence.once());

        assertThat(range(0, 9).body()).isEqualTo("0123456789\0\0");
    }

    @Test
    void headersAreRemovedAndSet() {
        proxy.inject(
                new HttpFault.HeadersChanged("Content-Range", Map.of("ETag", "\"other\"")),
                RequestMatch.any(),
                Occurrence.once());

        HttpResponse<String> answer = range(0, 9);

        assertThat(answer.headers().firstValue("Content-Range")).isEmpty();
        assertThat(answer.headers().firstValue("ETag")).contains("\"other\"");
        assertThat(answer.body()).isEqualTo("0123456789");
    }

    @Test
    void wholeObjectComesForARange() throws IOException {
        Path object = Files.writeString(folder.resolve("object"), CONTENT);
        proxy.inject(new HttpFault.WholeObject(object), RequestMatch.any(), Occurrence.once());

        HttpResponse<String> answer = range(0, 9);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Range")).isEmpty();
        assertThat(answer.body()).isEqualTo(CONTENT);
    }

    @Test
    void throttledBodyIsComplete() {
        proxy.inject(new HttpFault.Throttled(10_000_000), RequestMatch.any(), Occurrence.once());

        assertThat(Http.send(s3.get("/bucket/object")).body()).isEqualTo(CONTENT);
    }

    @Test
    void delayEndsWhenItIsHealed() throws Exception {
        ActiveFault fault =
                proxy.inject(new HttpFault.Delayed(Duration.ofHours(1)), RequestMatch.any(), Occurrence.once());
        var answer = Http.sendAsync(s3.get("/bucket/object"));
        fault.awaitStrikes(1, Duration.ofSeconds(5));
        assertThat(answer).isNotDone();

        fault.close();

        assertThat(answer.get().body()).isEqualTo(CONTENT);
    }

    @Test
    void requestThatIsLostDoesNothing() {
        proxy.inject(new HttpFault.LostRequest(), RequestMatch.method("PUT"), Occurrence.once());

        assertThatThrownBy(() -> Http.send(s3.put("/bucket/lost", "1"))).hasRootCauseInstanceOf(IOException.class);
        assertThat(Http.send(s3.get("/bucket/lost")).statusCode()).isEqualTo(404);
    }

    @Test
    void answerThatIsLostHasDoneIt() {
        proxy.inject(new HttpFault.LostAnswer(), RequestMatch.method("PUT"), Occurrence.once());

        assertThatThrownBy(() -> Http.send(s3.put("/bucket/done", "1"))).hasRootCauseInstanceOf(IOException.class);
        assertThat(Http.send(s3.get("/bucket/done")).body()).isEqualTo("1");
    }

    @Test
    void serverIsGoneWhileItIsDown() {
        proxy.goDown();
        assertThatThrownBy(() -> range(0, 9)).hasRootCauseInstanceOf(IOException.class);

        proxy.comeBack();

        assertThat(range(0, 9).body()).isEqualTo("0123456789");
    }

    @Test
    void brokenBodyHasExactlyTheBytesBefore() throws IOException {
        try (RawGet get = broken(70_001, Breakage.CLOSED)) {
            assertThat(get.bodyUntilItEnds()).isEqualTo(CONTENT.substring(0, 70_001));
        }
        try (RawGet get = broken(0, Breakage.CLOSED)) {
            assertThat(get.bodyUntilItEnds()).isEmpty();
        }
    }

    @Test
    void resetBodyIsAnError() throws IOException {
        try (RawGet get = broken(10, Breakage.RESET)) {
            assertThatThrownBy(get::bodyUntilItEnds).hasMessageContaining("reset");
        }
    }

    @Test
    void stalledBodyStaysOpen() throws IOException {
        try (RawGet get = broken(10, Breakage.STALLED)) {
            assertThat(get.read(10)).isEqualTo("0123456789");
            assertThatThrownBy(() -> get.read(1)).hasMessageContaining("timed out");
        }
    }

    @Test
    void connectionIsUsedForManyRequests() throws IOException {
        try (RawGet get = RawGet.open(proxy.endpoint())) {
            for (int i = 0; i < 3; i++) {
                assertThat(get.send(s3.get("/bucket/object").build())).isEqualTo(200);
                assertThat(get.read(CONTENT.length())).isEqualTo(CONTENT);
            }
        }
    }

    private RawGet broken(long before, Breakage breakage) throws IOException {
        HttpFault fault = new HttpFault.BrokenOff(BytePosition.ofObject(before), breakage);
        proxy.inject(fault, RequestMatch.any(), Occurrence.once());
        RawGet get = RawGet.open(proxy.endpoint());
        assertThat(get.send(s3.get("/bucket/object").build())).isEqualTo(200);
        return get;
    }

    private HttpResponse<String> range(int first, int last) {
        return Http.send(s3.get("/bucket/object").header("Range", "bytes=" + first + "-" + last));
    }
}
