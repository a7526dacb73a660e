package io.waybill.source;

/**
 * The checksum that the store keeps of the whole object, if it keeps one that can be compared (S3: type FULL_OBJECT).
 *
 * @param value the checksum as an unsigned number; 0 when {@code algorithm} is NONE
 */
public record StoredChecksum(Algorithm algorithm, long value) {
    /** The algorithms of S3's FULL_OBJECT checksums. */
    public enum Algorithm {
        NONE,
        CRC32,
        CRC32C,
        CRC64NVME
    }

    /** The store keeps no comparable checksum. */
    public static final StoredChecksum NONE = new StoredChecksum(Algorithm.NONE, 0);
}
