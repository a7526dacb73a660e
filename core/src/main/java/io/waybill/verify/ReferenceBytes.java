package io.waybill.verify;

import io.waybill.source.ObjectReader;
import io.waybill.source.Part;
import io.waybill.source.PartStream;
import io.waybill.source.ReadWindow;
import java.util.Optional;

/** The bytes of an object one at a time, with one byte of foresight. For one thread. */
final class ReferenceBytes implements AutoCloseable {
    /** What {@link #read} and {@link #peek} answer after the last byte. */
    static final int END = -1;

    private final PartStream parts;
    private Part part;
    private int at;

    ReferenceBytes(ObjectReader reader, long from, ReadWindow window) {
        this.part = new Part(0, from, new byte[0]);
        this.parts = new PartStream(reader, 0, from, window);
    }

    /** Byte offset of the byte that comes next. */
    long offset() {
        return part.start() + at;
    }

    /** Takes the next byte, 0 to 255. */
    int read() {
        int b = peek();
        if (b != END) {
            at++;
        }
        return b;
    }

    /** Looks at the next byte, 0 to 255. */
    int peek() {
        return at < part.bytes().length || load() ? part.bytes()[at] & 0xFF : END;
    }

    /** Takes the bytes up to the next one that is not {@code plain}, or up to the end of the part: into each target. */
    void readRun(boolean[] plain, Accumulator row, Accumulator field) {
        byte[] bytes = part.bytes();
        int end = at;
        while (end < bytes.length && plain[bytes[end] & 0xFF]) {
            end++;
        }
        row.write(bytes, at, end - at);
        field.write(bytes, at, end - at);
        at = end;
    }

    @Override
    public void close() {
        parts.close();
    }

    private boolean load() {
        Optional<Part> next = parts.next();
        if (next.isPresent()) {
            part = next.get();
            at = 0;
        }
        return next.isPresent();
    }
}
