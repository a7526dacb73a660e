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
        update(sha, key);
        update(sha, value);
        return HexFormat.of().formatHex(sha.digest());
    }

    private static void update(MessageDigest sha, byte @Nullable [] bytes) {
        int length = bytes == null ? -1 : bytes.length;
        sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).flip());
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
