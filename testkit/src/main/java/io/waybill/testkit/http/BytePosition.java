package io.waybill.testkit.http;

import java.util.Optional;

/**
 * One byte of an answer's body.
 *
 * @param index from 0
 * @param inObject whether it is counted in the whole object, of which the body may be a range
 */
public record BytePosition(long index, boolean inObject) {
    /** Counted from the first byte of each body. */
    public static BytePosition ofBody(long index) {
        return new BytePosition(index, false);
    }

    /** Counted from the first byte of the object: only requests whose range holds it are concerned. */
    public static BytePosition ofObject(long index) {
        return new BytePosition(index, true);
    }

    /** Whether the range that is asked for holds it; without a Range header it does. */
    boolean isIn(MessageHead request) {
        Optional<String> range = request.header("Range");
        if (!inObject || range.isEmpty()) {
            return true;
        }
        String[] ends = range.get().substring("bytes=".length()).split("-", 2);
        return Long.parseLong(ends[0]) <= index && (ends[1].isEmpty() || index <= Long.parseLong(ends[1]));
    }

    /** How many bytes of this answer's body come before it. */
    long bytesBefore(Answer answer) {
        return inObject ? Math.max(0, index - answer.start()) : index;
    }
}
