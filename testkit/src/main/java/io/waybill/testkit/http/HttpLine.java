package io.waybill.testkit.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Reads the lines that HTTP is made of, outside of bodies. */
final class HttpLine {
    private static final int MAX_LENGTH = 1 << 16;

    private HttpLine() {}

    /** The next line without its CRLF, one char per byte. */
    static String read(InputStream from) throws IOException {
        StringBuilder line = new StringBuilder();
        int next = from.read();
        while (next != '\n') {
            if (next < 0 || line.length() == MAX_LENGTH) {
                throw new EOFException("no end of a line after '" + line + "'");
            }
            line.append((char) next);
            next = from.read();
        }
        int end = line.length() - 1;
        return end >= 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString();
    }
}
