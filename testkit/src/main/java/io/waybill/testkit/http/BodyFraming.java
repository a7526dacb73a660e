package io.waybill.testkit.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Where a body ends: Content-Length, chunked, or the end of the connection. Chunks may be cut anew on the way; their
 * trailers, which neither S3 nor DynamoDB sends, are dropped.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-6.3">RFC 9112, section 6.3</a>
 */
final class BodyFraming {
    private static final int BLOCK = 1 << 14;

    private BodyFraming() {}

    /** The body of a request without its framing. */
    static InputStream ofRequest(MessageHead request, InputStream from) {
        if (request.isChunked()) {
            return new ChunkedBody(from);
        }
        return new SizedBody(
                from, request.header("Content-Length").map(Long::parseLong).orElse(0L));
    }

    /** The body of an answer without its framing. */
    static InputStream ofAnswer(MessageHead head, MessageHead request, InputStream from) {
        if (isBodyless(head, request)) {
            return InputStream.nullInputStream();
        }
        if (head.isChunked()) {
            return new ChunkedBody(from);
        }
        return head.header("Content-Length")
                .map(length -> (InputStream) new SizedBody(from, Long.parseLong(length)))
                .orElse(from);
    }

    /** Whether the client can tell the end of the answer without the end of the connection. */
    static boolean endsByItself(MessageHead head, MessageHead request) {
        return isBodyless(head, request)
                || head.isChunked()
                || head.header("Content-Length").isPresent();
    }

    /** Whether an answer has no body, whatever its headers say. */
    static boolean isBodyless(MessageHead head, MessageHead request) {
        return request.method().equals("HEAD") || head.status() == 204 || head.status() == 304;
    }

    /** Sends a body and, if it is chunked, its end. */
    static void copyAll(InputStream body, OutputStream to, boolean chunked) throws IOException {
        copy(body, to, chunked, Long.MAX_VALUE);
        if (chunked) {
            to.write("0\r\n\r\n".getBytes(ISO_8859_1));
        }
    }

    /** Sends so many bytes of a body, or all it has. */
    static void copy(InputStream body, OutputStream to, boolean chunked, long bytes) throws IOException {
        byte[] block = new byte[BLOCK];
        long left = bytes;
        int count = body.read(block, 0, (int) Math.min(left, BLOCK));
        while (count > 0) {
            if (chunked) {
                to.write((Integer.toHexString(count) + "\r\n").getBytes(ISO_8859_1));
            }
            to.write(block, 0, count);
            if (chunked) {
                to.write("\r\n".getBytes(ISO_8859_1));
            }
            left -= count;
            count = body.read(block, 0, (int) Math.min(left, BLOCK));
        }
    }
}
