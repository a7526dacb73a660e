package io.waybill.source;

/**
 * The bytes of one ranged read.
 *
 * @param ordinal which object of the job the bytes belong to, from 0
 * @param start byte offset of {@code bytes[0]} in that object
 * @param bytes exactly the range's bytes; the holder's until it asks the {@link PartStream} for the next part, which may
 *     use the array again
 */
@SuppressWarnings("ArrayRecordComponent") // a part is its buffer: it is handed over, never compared
public record Part(int ordinal, long start, byte[] bytes) {
    /** Byte offset after the last byte. */
    public long end() {
        return start + bytes.length;
    }
}
