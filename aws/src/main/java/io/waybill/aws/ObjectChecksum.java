package io.waybill.aws;

import io.waybill.source.StoredChecksum;
import io.waybill.source.StoredChecksum.Algorithm;
import java.math.BigInteger;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * Finds the checksum of the whole object among what S3 tells. A COMPOSITE one, of a multipart upload, is a checksum of
 * checksums and proves nothing about the object as a whole.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html">S3's
 *     checksum types</a>
 */
final class ObjectChecksum {
    private ObjectChecksum() {}

    /**
     * The longest CRC there is, or NONE.
     *
     * @throws IllegalArgumentException when it is no CRC
     */
    static StoredChecksum of(HeadObjectResponse head) {
        if (isComparable(head, head.checksumCRC64NVME())) {
            return decoded(Algorithm.CRC64NVME, Long.BYTES, head.checksumCRC64NVME());
        }
        if (isComparable(head, head.checksumCRC32C())) {
            return decoded(Algorithm.CRC32C, Integer.BYTES, head.checksumCRC32C());
        }
        if (isComparable(head, head.checksumCRC32())) {
            return decoded(Algorithm.CRC32, Integer.BYTES, head.checksumCRC32());
        }
        return StoredChecksum.NONE;
    }

    private static boolean isComparable(HeadObjectResponse head, @Nullable String checksum) {
        if (checksum == null) {
            return false;
        }
        return head.checksumType() == null
                ? !ETag.isOfParts(checksum) && !ETag.isOfParts(ETag.bare(head.eTag())) // a store that omits the type
                : head.checksumType() == ChecksumType.FULL_OBJECT;
    }

    /** S3 writes the CRC in network byte order, in base64. */
    private static StoredChecksum decoded(Algorithm algorithm, int bytes, String base64) {
        byte[] bigEndian = bytes(base64);
        if (bigEndian.length != bytes) {
            throw new IllegalArgumentException(
                    "'" + base64 + "' has " + bigEndian.length + " bytes, and a " + algorithm + " has " + bytes);
        }
        return new StoredChecksum(algorithm, new BigInteger(1, bigEndian).longValue());
    }

    private static byte[] bytes(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + base64 + "' is not base64", e);
        }
    }
}
