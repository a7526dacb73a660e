package io.waybill.testkit.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class MessageHeadTest {
    private static final String REQUEST = String.join(
            "\r\n",
            "PUT /b/k%20y?x=1 HTTP/1.1",
            "Host: h:1",
            "RANGE:bytes=0-9",
            "X: \u00e9",
            "X: two",
            "Expect: 100-Continue",
            "",
            "");

    @Test
    void bytesAreGivenBackAsTheyCame() throws IOException {
        assertThat(new String(read(REQUEST).bytes(), ISO_8859_1)).isEqualTo(REQUEST);
    }

    @Test
    void requestIsToldInItsWords() throws IOException {
        MessageHead head = read(REQUEST);

        assertThat(head.method()).isEqualTo("PUT");
        assertThat(head.target()).isEqualTo("/b/k%20y?x=1");
        assertThat(head.header("range")).contains("bytes=0-9");
        assertThat(head.header("missing")).isEmpty();
        assertThat(head.expectsContinue()).isTrue();
        assertThat(head.isChunked()).isFalse();
    }

    @Test
    void answerHasAStatusWithOrWithoutAReason() throws IOException {
        assertThat(read("HTTP/1.1 206 Partial Content\r\n\r\n").status()).isEqualTo(206);
        assertThat(read("HTTP/1.1 200\r\n\r\n").status()).isEqualTo(200);
    }

    @Test
    void whatFollowsTheHeadIsLeftThere() throws IOException {
        InputStream connection = stream("GET / HTTP/1.1\r\n\r\nbody");

        MessageHead.read(connection);

        assertThat(connection.readAllBytes()).isEqualTo("body".getBytes(ISO_8859_1));
    }

    @Test
    void setHeaderReplacesAllOfItsName() throws IOException {
        MessageHead head = read(REQUEST).with("x", "three");

        assertThat(head.lines()).filteredOn(line -> line.startsWith("X")).isEmpty();
        assertThat(head.header("X")).contains("three");
    }

    @Test
    void headersGoByPrefixButNeverTheStartLine() throws IOException {
        MessageHead head =
                read("HTTP/1.1 200 OK\r\nx-amz-checksum-crc32: a\r\nX-Amz-Checksum-Type: b\r\nHTTP: c\r\n\r\n");

        assertThat(head.without("x-amz-checksum").lines()).containsExactly("HTTP/1.1 200 OK", "HTTP: c");
        assertThat(head.without("HTTP").lines()).hasSize(3).first().isEqualTo("HTTP/1.1 200 OK");
    }

    @Test
    void connectionThatEndsBetweenRequestsHasNoHead() throws IOException {
        assertThat(MessageHead.read(stream(""))).isEmpty();
    }

    @Test
    void connectionThatEndsWithinAHeadIsAnError() {
        assertThatThrownBy(() -> read("GET / HTTP/1.1\r\nHost: h")).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> read("GET / HTTP/1.1\r\n")).isInstanceOf(EOFException.class);
    }

    private static MessageHead read(String text) throws IOException {
        return MessageHead.read(stream(text)).orElseThrow();
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(ISO_8859_1));
    }
}
