package io.waybill.aws;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import java.nio.file.Path;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;

/** Puts a file into S3, for the demo: with a single PUT, at most 5 GB, so that S3 keeps a checksum of the whole. */
public final class S3Upload {
    private S3Upload() {}

    /**
     * Creates the bucket if it is missing, and replaces the object.
     *
     * @throws WaybillException SOURCE_FORBIDDEN or UNREACHABLE
     */
    public static void put(S3Client s3, S3Location where, Path file) {
        try {
            create(s3, where.bucket());
            s3.putObject(
                    r -> r.bucket(where.bucket()).key(where.key()).checksumAlgorithm(ChecksumAlgorithm.CRC32), file);
        } catch (SdkException e) {
            boolean temporary = AwsFailure.isTemporary(e);
            throw new WaybillException(
                    temporary ? ErrorCode.UNREACHABLE : ErrorCode.SOURCE_FORBIDDEN,
                    "Could not put " + file + " to " + where + ": " + e.getMessage(),
                    temporary ? "Check the endpoint and run again" : "Allow s3:CreateBucket and s3:PutObject",
                    e);
        }
    }

    private static void create(S3Client s3, String bucket) {
        try {
            s3.createBucket(r -> r.bucket(bucket));
        } catch (BucketAlreadyOwnedByYouException | BucketAlreadyExistsException e) {
            // as wanted
        }
    }
}
