package io.waybill.source;

/** The bytes from {@code start} up to but not including {@code end} of an object. */
public record ByteRange(long start, long end) {
    public ByteRange {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("byte range [" + start + ", " + end + ")");
        }
    }

    /** Number of bytes. */
    public long length() {
        return end - start;
    }

    /** What is left when the first {@code bytes} of it have been read. */
    public ByteRange after(long bytes) {
        return new ByteRange(start + bytes, end);
    }
}
