package io.waybill.aws;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.source.SourceObject;
import io.waybill.source.StoredChecksum;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.StorageClass;

/** Looks at an object once and says which version of it every later read must meet. */
final class S3Pin {
    private static final Set<StorageClass> ARCHIVED = EnumSet.of(StorageClass.GLACIER, StorageClass.DEEP_ARCHIVE);

    private final S3Client s3;
    private final S3Location where;
    private final S3Errors errors;

    S3Pin(S3Client s3, S3Location where) {
        this.s3 = s3;
        this.where = where;
        this.errors = new S3Errors(where);
    }

    /**
     * @param deadline how long to try again what is temporary
     * @throws WaybillException as {@link S3ObjectReader#open}
     */
    SourceObject pin(Duration deadline) {
        try {
            return pinned(Failsafe.with(untilDeadline(deadline)).get(this::head));
        } catch (AwsServiceException refusal) {
            throw errors.whilePinning(explained(refusal));
        } catch (SdkException failure) {
            throw errors.whilePinning(failure);
        } catch (FailsafeException interrupted) {
            throw AwsFailure.interrupted("reading " + where, interrupted);
        }
    }

    private static RetryPolicy<HeadObjectResponse> untilDeadline(Duration deadline) {
        Duration first = Duration.ofMillis(Math.max(1, Math.min(200, deadline.toMillis() / 10)));
        return RetryPolicy.<HeadObjectResponse>builder()
                .handleIf(AwsFailure::isTemporary)
                .withBackoff(first, first.multipliedBy(25))
                .withJitter(0.25)
                .withMaxAttempts(-1)
                .withMaxDuration(deadline)
                .build();
    }

    private HeadObjectResponse head() {
        HeadObjectRequest.Builder request = HeadObjectRequest.builder()
                .bucket(where.bucket())
                .key(where.key())
                .checksumMode(ChecksumMode.ENABLED);
        if (!where.versionId().isEmpty()) {
            request.versionId(where.versionId());
        }
        return s3.headObject(request.build());
    }

    private SourceObject pinned(HeadObjectResponse head) {
        if (isArchived(head)) {
            throw errors.archived(null);
        }
        if (head.eTag() == null || head.contentLength() == null) {
            throw new WaybillException(
                    ErrorCode.SOURCE_UNSUPPORTED,
                    "The server tells neither the size nor the ETag of " + where,
                    "Put the object there through S3 itself; a file copied into a server's folder may have no ETag");
        }
        return new SourceObject(
                where.uri(), version(head), ETag.bare(head.eTag()), head.contentLength(), checksum(head));
    }

    private StoredChecksum checksum(HeadObjectResponse head) {
        try {
            return ObjectChecksum.of(head);
        } catch (IllegalArgumentException e) {
            throw errors.noChecksum(e);
        }
    }

    /** An object of a bucket without versioning may have the version "null", which any newer one replaces. */
    private static String version(HeadObjectResponse head) {
        return head.versionId() == null || head.versionId().equals("null") ? "" : head.versionId();
    }

    private static boolean isArchived(HeadObjectResponse head) {
        boolean restored = head.restore() != null && head.restore().contains("ongoing-request=\"false\"");
        return head.archiveStatus() != null
                || (head.storageClass() != null && ARCHIVED.contains(head.storageClass()) && !restored);
    }

    /** The answer to a HEAD has no body, so no error code either: the same question by GET tells more. */
    private AwsServiceException explained(AwsServiceException refusal) {
        if (AwsFailure.isTemporary(refusal)) {
            return refusal;
        }
        try {
            GetObjectRequest.Builder request = GetObjectRequest.builder()
                    .bucket(where.bucket())
                    .key(where.key())
                    .range("bytes=0-0");
            if (!where.versionId().isEmpty()) {
                request.versionId(where.versionId());
            }
            s3.getObject(request.build()).abort();
            return refusal;
        } catch (AwsServiceException explanation) {
            return AwsFailure.isTemporary(explanation) ? refusal : explanation;
        } catch (SdkException none) {
            return refusal;
        }
    }
}
