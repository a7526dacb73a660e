package io.waybill.aws;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;

/** Puts a file into S3, for the demo: with a single PUT, at most 5 GB, so that S3 keeps a checksum of the whole. */
public final class S3Upload {
    private S3Upload() {}

    /**
     * Creates the bucket if it is missing, and replaces the object.
     *
     * @throws WaybillException SOURCE_NOT_FOUND for the file, SOURCE_FORBIDDEN or UNREACHABLE
     */
    public static void put(S3Client s3, S3Location where, Path file) {
        String crc = crc32(file);
        try {
            create(s3, where.bucket());
            s3.putObject(r -> r.bucket(where.bucket()).key(where.key()).checksumCRC32(crc), file);
        } catch (SdkException e) {
            boolean temporary = AwsFailure.isTemporary(e);
            throw new WaybillException(
                    temporary ? ErrorCode.UNREACHABLE : ErrorCode.SOURCE_FORBIDDEN,
                    "Could not put " + file + " to " + where + ": " + e.getMessage(),
                    temporary ? "Check the endpoint and run again" : "Allow s3:CreateBucket and s3:PutObject",
                    e);
        }
    }

    /** Sent ahead in a header: S3Proxy keeps no checksum that comes in the trailer, as the SDK's own would. */
    private static String crc32(Path file) {
        CRC32 crc = new CRC32();
        try (InputStream bytes = Files.newInputStream(file)) {
            bytes.transferTo(new CheckedOutputStream(OutputStream.nullOutputStream(), crc));
        } catch (IOException e) {
            throw new WaybillException(
                    ErrorCode.SOURCE_NOT_FOUND,
                    "Cannot read the file " + file + ": " + e,
                    "Check its name and mode",
                    e);
        }
        byte[] bigEndian =
                ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
        return Base64.getEncoder().encodeToString(bigEndian);
    }

    private static void create(S3Client s3, String bucket) {
        try {
            s3.createBucket(r -> r.bucket(bucket));
        } catch (BucketAlreadyOwnedByYouException | BucketAlreadyExistsException e) {
            // as wanted
        }
    }
}
