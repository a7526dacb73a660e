package io.waybill.testkit.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The head of a request or an answer, line by line as it came: order, letter case and repeated headers stay. One byte is
 * one char, so that {@link #bytes} gives back what was read.
 *
 * @param lines the start line and the headers, without line ends
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-2">RFC 9112, section 2</a>
 */
record MessageHead(List<String> lines) {
    MessageHead {
        lines = List.copyOf(lines);
        if (lines.isEmpty() || lines.get(0).split(" ", 3).length < 2) {
            throw new IllegalArgumentException("not the head of an HTTP message: " + lines);
        }
    }

    /** The next head, or empty when the connection ends before its first byte. */
    static Optional<MessageHead> read(InputStream from) throws IOException {
        int first = from.read();
        if (first < 0) {
            return Optional.empty();
        }
        List<String> lines = new ArrayList<>();
        String line = (char) first + HttpLine.read(from);
        while (!line.isEmpty()) {
            lines.add(line);
            line = HttpLine.read(from);
        }
        return Optional.of(new MessageHead(lines));
    }

    /** As {@link #read}, where one must come. */
    static MessageHead readAnswer(InputStream from) throws IOException {
        return read(from).orElseThrow(() -> new EOFException("the server closed the connection without an answer"));
    }

    /** The first header of this name. */
    Optional<String> header(String name) {
        return lines.stream()
                .skip(1)
                .filter(line -> isNamed(line, name))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    /** With this header instead of all of its name, or in addition. */
    MessageHead with(String name, String value) {
        List<String> changed = new ArrayList<>(lines);
        changed.removeIf(line -> isNamed(line, name));
        changed.add(name + ": " + value);
        return new MessageHead(changed);
    }

    /** Without the headers whose names begin so. */
    MessageHead without(String prefix) {
        List<String> changed = new ArrayList<>(lines.subList(1, lines.size()));
        changed.removeIf(line -> line.regionMatches(true, 0, prefix, 0, prefix.length()));
        changed.add(0, lines.get(0));
        return new MessageHead(changed);
    }

    MessageHead withStatus(int status, String reason) {
        List<String> changed = new ArrayList<>(lines);
        changed.set(0, "HTTP/1.1 " + status + " " + reason);
        return new MessageHead(changed);
    }

    /** Of a request. */
    String method() {
        return word(0);
    }

    /** Of a request: path and query, percent-encoded. */
    String target() {
        return word(1);
    }

    /** Of an answer. */
    int status() {
        return Integer.parseInt(word(1));
    }

    boolean isChunked() {
        return contains("Transfer-Encoding", "chunked");
    }

    boolean expectsContinue() {
        return contains("Expect", "100-continue");
    }

    boolean asksToClose() {
        return contains("Connection", "close");
    }

    byte[] bytes() {
        return (String.join("\r\n", lines) + "\r\n\r\n").getBytes(ISO_8859_1);
    }

    private boolean contains(String name, String token) {
        return header(name)
                .map(value -> value.toLowerCase(Locale.ROOT).contains(token))
                .orElse(false);
    }

    private String word(int index) {
        return lines.get(0).split(" ", 3)[index];
    }

    private static boolean isNamed(String line, String name) {
        return line.regionMatches(true, 0, name + ":", 0, name.length() + 1);
    }
}
