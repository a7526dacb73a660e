package io.waybill.testkit.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class BodyFramingTest {
    private static final MessageHead GET = new MessageHead(List.of("GET / HTTP/1.1"));
    private static final MessageHead OK = new MessageHead(List.of("HTTP/1.1 200 OK"));

    @Test
    void sizedBodyLeavesTheNextMessageThere() throws IOException {
        InputStream connection = stream("0123next");

        assertThat(text(BodyFraming.ofAnswer(OK.with("Content-Length", "4"), GET, connection)))
                .isEqualTo("0123");
        assertThat(text(connection)).isEqualTo("next");
    }

    @Test
    void sizedBodyThatEndsEarlyIsAnError() {
        InputStream body = BodyFraming.ofAnswer(OK.with("Content-Length", "4"), GET, stream("012"));

        assertThatThrownBy(body::readAllBytes).isInstanceOf(EOFException.class);
    }

    @Test
    void chunksTheirExtensionsAndTrailersAreDecoded() throws IOException {
        InputStream connection = stream("3;a=b\r\n012\r\nA\r\n3456789abc\r\n0\r\nTrailer: t\r\n\r\nnext");

        assertThat(text(BodyFraming.ofAnswer(chunked(), GET, connection))).isEqualTo("0123456789abc");
        assertThat(text(connection)).isEqualTo("next");
    }

    @Test
    void chunkedBodyComesBackAfterACopy() throws IOException {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        BodyFraming.copyAll(stream("x".repeat(100_000)), copy, true);

        assertThat(text(BodyFraming.ofAnswer(chunked(), GET, new ByteArrayInputStream(copy.toByteArray()))))
                .isEqualTo("x".repeat(100_000));
    }

    @Test
    void copyStopsAtTheByteItIsTold() throws IOException {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        BodyFraming.copy(stream("x".repeat(100_000)), copy, false, 70_001);

        assertThat(copy.size()).isEqualTo(70_001);
    }

    @Test
    void answersToHeadAndWithoutContentHaveNoBody() throws IOException {
        MessageHead head = new MessageHead(List.of("HEAD / HTTP/1.1"));
        MessageHead noContent = new MessageHead(List.of("HTTP/1.1 204 No Content"));

        assertThat(text(BodyFraming.ofAnswer(OK.with("Content-Length", "4"), head, stream("next"))))
                .isEmpty();
        assertThat(text(BodyFraming.ofAnswer(noContent, GET, stream("next")))).isEmpty();
    }

    @Test
    void withoutLengthTheBodyEndsWithTheConnection() throws IOException {
        assertThat(text(BodyFraming.ofAnswer(OK, GET, stream("all")))).isEqualTo("all");
        assertThat(BodyFraming.endsByItself(OK, GET)).isFalse();
    }

    private static MessageHead chunked() {
        return OK.with("Transfer-Encoding", "chunked");
    }

    private static String text(InputStream body) throws IOException {
        return new String(body.readAllBytes(), ISO_8859_1);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(ISO_8859_1));
    }
}
