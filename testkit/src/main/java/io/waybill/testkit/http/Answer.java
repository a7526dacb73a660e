package io.waybill.testkit.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * What a server answers.
 *
 * @param body without its framing; read once
 */
record Answer(MessageHead head, InputStream body) {
    Answer withHead(MessageHead changed) {
        return new Answer(changed, body);
    }

    Answer withBody(InputStream changed) {
        return new Answer(head, changed);
    }

    /** Where in the object the body begins: the first byte of Content-Range, or 0. */
    long start() {
        return head.header("Content-Range")
                .map(range -> Long.parseLong(range.substring("bytes ".length(), range.indexOf('-'))))
                .orElse(0L);
    }

    void drain() throws IOException {
        body.transferTo(OutputStream.nullOutputStream());
    }
}
