package io.waybill.checkpoint;

/** The Kafka offsets from {@code start} up to but not including {@code end}. */
public record OffsetRange(long start, long end) {
    public OffsetRange {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("offset range [" + start + ", " + end + ")");
        }
    }

    public long length() {
        return end - start;
    }
}
