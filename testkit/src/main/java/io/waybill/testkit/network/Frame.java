package io.waybill.testkit.network;

import java.nio.ByteBuffer;

/**
 * A request or an answer as it is on the wire: four bytes of size, then that many; see
 * https://kafka.apache.org/protocol.html#protocol_common. Immutable: nobody writes to its bytes.
 */
final class Frame {
    private static final int API_KEY_AT = 4;
    private static final int REQUEST_CORRELATION_AT = 8;
    private static final int ANSWER_CORRELATION_AT = 4;

    private final byte[] bytes;

    /** With the size in front. */
    Frame(byte[] bytes) {
        this.bytes = bytes;
    }

    /** With the size in front. */
    byte[] bytes() {
        return bytes;
    }

    /** Of a request. */
    RequestKind kind() {
        return bytes.length < REQUEST_CORRELATION_AT + Integer.BYTES
                ? RequestKind.OTHER
                : RequestKind.of(ByteBuffer.wrap(bytes).getShort(API_KEY_AT));
    }

    /** Of a request; its answer has the same. -1 when it is too short to have one. */
    int requestCorrelation() {
        return intAt(REQUEST_CORRELATION_AT);
    }

    /** Of an answer. -1 when it is too short to have one. */
    int answerCorrelation() {
        return intAt(ANSWER_CORRELATION_AT);
    }

    private int intAt(int index) {
        return bytes.length < index + Integer.BYTES
                ? -1
                : ByteBuffer.wrap(bytes).getInt(index);
    }
}
