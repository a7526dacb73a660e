package io.waybill.digest;

import io.waybill.source.StoredChecksum.Algorithm;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * The running checksum of the source's bytes from the first one to the checkpoint, resumable at any byte.
 *
 * <p>A resumed one starts a fresh CRC and joins it to the value of the checkpoint. Not thread-safe.
 */
public final class SourceChecksum implements Checksum {
    private final Algorithm algorithm;
    private final Checksum added;
    private final CrcCombination combination;
    private final long before;
    private long addedBytes;

    /** From the first byte on. Where the store keeps no comparable checksum, CRC32C serves as our own fingerprint. */
    public static SourceChecksum startingWith(Algorithm stored) {
        return new SourceChecksum(stored == Algorithm.NONE ? Algorithm.CRC32C : stored, 0);
    }

    /** Continues after the bytes whose checksum was {@code before}. */
    public static SourceChecksum resumedFrom(Algorithm algorithm, long before) {
        return new SourceChecksum(algorithm, before);
    }

    private SourceChecksum(Algorithm algorithm, long before) {
        this.algorithm = algorithm;
        this.before = before;
        this.added = fresh(algorithm);
        this.combination = combination(algorithm);
    }

    private static Checksum fresh(Algorithm algorithm) {
        return switch (algorithm) {
            case CRC32 -> new CRC32();
            case CRC32C -> new CRC32C();
            case CRC64NVME -> new Crc64Nvme();
            case NONE -> throw new IllegalArgumentException("no algorithm");
        };
    }

    private static CrcCombination combination(Algorithm algorithm) {
        return switch (algorithm) {
            case CRC32 -> new CrcCombination(0xEDB88320L, 32);
            case CRC32C -> new CrcCombination(0x82F63B78L, 32);
            case CRC64NVME -> new CrcCombination(Crc64Nvme.POLYNOMIAL, 64);
            case NONE -> throw new IllegalArgumentException("no algorithm");
        };
    }

    public Algorithm algorithm() {
        return algorithm;
    }

    @Override
    public void update(int value) {
        added.update(value);
        addedBytes++;
    }

    @Override
    public void update(byte[] bytes, int from, int length) {
        added.update(bytes, from, length);
        addedBytes += length;
    }

    /** The checksum of everything so far, the bytes before a resume included. */
    @Override
    public long getValue() {
        return combination.combine(before, added.getValue(), addedBytes);
    }

    @Override
    public void reset() {
        throw new UnsupportedOperationException("a source checksum only goes forward");
    }
}
