package io.waybill.digest;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** SHA-256 over one record: length and bytes of the key, length and bytes of the value; an absent one has length -1. */
public final class RecordDigest {
    private RecordDigest() {}

    /** The digest of one record, as lower-case hexadecimal. */
    public static String of(byte @Nullable [] key, byte @Nullable [] value) {
        MessageDigest sha = sha256();
        update(sha, ByteBuffer.allocate(Integer.BYTES), key, value);
        return HexFormat.of().formatHex(sha.digest());
    }

    static void update(MessageDigest sha, ByteBuffer length, byte @Nullable [] key, byte @Nullable [] value) {
        update(sha, length, key);
        update(sha, length, value);
    }

    private static void update(MessageDigest sha, ByteBuffer length, byte @Nullable [] bytes) {
        sha.update(length.putInt(0, bytes == null ? -1 : bytes.length).rewind());
        if (bytes != null) {
            sha.update(bytes);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
