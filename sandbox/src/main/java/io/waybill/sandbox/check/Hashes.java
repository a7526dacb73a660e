package io.waybill.sandbox.check;

import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * The first 64 bits of SHA-256: two different values look the same once in 1.8 * 10^19 comparisons. For one thread.
 */
final class Hashes {
    private final MessageDigest sha = sha256();
    private final byte[] digest = new byte[32];

    /** Of a record's value; one without a value differs from an empty one. */
    long of(byte @Nullable [] value) {
        sha.update((byte) (value == null ? 0 : 1));
        if (value != null) {
            sha.update(value);
        }
        try {
            sha.digest(digest, 0, digest.length);
        } catch (DigestException impossible) {
            throw new IllegalStateException(impossible);
        }
        return ByteBuffer.wrap(digest).getLong();
    }

    /** What a reader has seen so far and one more record at an offset, in one number. */
    static long roll(long before, long offset, long hash) {
        return before * 0x9E3779B97F4A7C15L + (offset * 0xC2B2AE3D27D4EB4FL ^ hash);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
