package io.waybill.aws;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Translates what S3 and the SDK throw about one object, once, into what a person can act on.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3's error codes</a>
 */
record S3Errors(S3Location where) {
    /** Nothing is pinned yet: the object is missing, forbidden or out of reach. */
    WaybillException whilePinning(Exception failure) {
        if (AwsFailure.isInterrupt(failure)) {
            return AwsFailure.interrupted("reading " + where, failure);
        }
        if (AwsFailure.isTemporary(failure)) {
            return unreachable(failure);
        }
        if (AwsFailure.isWithoutCredentials(failure)) {
            return error(
                    ErrorCode.SOURCE_FORBIDDEN,
                    "No AWS credentials were found to read " + where,
                    AwsFailure.CREDENTIAL_CHAIN,
                    failure);
        }
        return failure instanceof AwsServiceException refusal ? refused(refusal) : unusable(failure);
    }

    /** The object was there before: if it is gone now, or another one, it has changed. */
    WaybillException whileReading(Exception failure) {
        if (failure instanceof AwsServiceException refusal && isGone(refusal.statusCode())) {
            return error(
                    ErrorCode.SOURCE_CHANGED,
                    where + " was replaced or deleted while it was read: S3 answered " + AwsFailure.answer(refusal),
                    "Put the same object back, or load the new one as a new job; a bucket with versioning prevents it",
                    failure);
        }
        return whilePinning(failure);
    }

    private static boolean isGone(int status) {
        return status == 404 || status == 405 || status == 412 || status == 416;
    }

    private WaybillException refused(AwsServiceException refusal) {
        String code = AwsFailure.code(refusal);
        return switch (code) {
            case "NoSuchBucket" ->
                error(
                        ErrorCode.SOURCE_NOT_FOUND,
                        "There is no bucket '" + where.bucket() + "'",
                        "Check the bucket's name, the endpoint and the account; 'aws s3 ls' lists the buckets",
                        refusal);
            case "InvalidObjectState" -> archived(refusal);
            case "PermanentRedirect", "AuthorizationHeaderMalformed" -> otherRegion(refusal);
            case "ExpiredToken" -> expired(refusal);
            case "InvalidToken", "InvalidAccessKeyId", "SignatureDoesNotMatch" -> forbidden(refusal);
            default -> code.startsWith("KMS.") ? forbidden(refusal) : byStatus(refusal);
        };
    }

    private WaybillException byStatus(AwsServiceException refusal) {
        return switch (refusal.statusCode()) {
            case 301, 307 -> otherRegion(refusal);
            case 401, 403 -> forbidden(refusal);
            case 404, 405 ->
                error(
                        ErrorCode.SOURCE_NOT_FOUND,
                        "There is no object '" + where.key() + "'"
                                + (where.versionId().isEmpty() ? "" : " of version '" + where.versionId() + "'")
                                + " in bucket '" + where.bucket() + "'",
                        "Check the key, letter case included; 'aws s3 ls " + where.uri()
                                + "' lists what begins with it",
                        refusal);
            default ->
                error(
                        ErrorCode.SOURCE_UNSUPPORTED,
                        "S3 refuses to give " + where + ": " + AwsFailure.answer(refusal),
                        "Try 'aws s3api head-object' with the same bucket and key; what it needs more is not supported",
                        refusal);
        };
    }

    private WaybillException forbidden(AwsServiceException refusal) {
        return error(
                ErrorCode.SOURCE_FORBIDDEN,
                "S3 does not let these credentials read " + where + ": " + AwsFailure.answer(refusal),
                "Check the key and secret, and allow s3:GetObject (and s3:GetObjectVersion, and kms:Decrypt when it is"
                        + " encrypted with KMS); without s3:ListBucket S3 says so of a missing object, too",
                refusal);
    }

    private WaybillException expired(AwsServiceException refusal) {
        return error(
                ErrorCode.SOURCE_FORBIDDEN,
                "The credentials that read " + where + " have expired: " + AwsFailure.answer(refusal),
                AwsFailure.RENEW_CREDENTIALS,
                refusal);
    }

    /** The object must be restored before anybody can read it. */
    WaybillException archived(@Nullable Exception cause) {
        return new WaybillException(
                ErrorCode.SOURCE_UNSUPPORTED,
                where + " is archived (Glacier), and cannot be read as it is",
                "Restore it first with 'aws s3api restore-object', and run again when that is done",
                cause);
    }

    /** What the server calls a checksum cannot be one. */
    WaybillException noChecksum(IllegalArgumentException reason) {
        return error(
                ErrorCode.SOURCE_UNSUPPORTED,
                "The server tells a checksum of " + where + " that is none: " + reason.getMessage(),
                "Put the object there again, and ask the server itself: a proxy may have changed its answer",
                reason);
    }

    private WaybillException otherRegion(AwsServiceException refusal) {
        String region = refusal.awsErrorDetails() == null
                ? ""
                : refusal.awsErrorDetails()
                        .sdkHttpResponse()
                        .firstMatchingHeader("x-amz-bucket-region")
                        .orElse("");
        return error(
                ErrorCode.SETTING_REFUSED,
                "Bucket '" + where.bucket() + "' is in another region: S3 answered " + AwsFailure.answer(refusal),
                "Set AWS_REGION" + (region.isEmpty() ? " to the bucket's region" : "=" + region),
                refusal);
    }

    /** Temporary, but not over yet. */
    WaybillException unreachable(Exception failure) {
        return error(
                ErrorCode.UNREACHABLE,
                "S3 cannot be reached for " + where + ": " + reason(failure),
                "Check the network, AWS_REGION and AWS_ENDPOINT_URL_S3, then run again: it goes on where it stopped",
                failure);
    }

    private static String reason(Exception failure) {
        return failure instanceof AwsServiceException refusal ? AwsFailure.answer(refusal) : AwsFailure.reason(failure);
    }

    private WaybillException unusable(Exception failure) {
        return error(
                ErrorCode.SETTING_REFUSED,
                "The AWS client cannot ask for " + where + ": " + failure.getMessage(),
                "Check the AWS settings in the environment and in ~/.aws/config",
                failure);
    }

    private static WaybillException error(ErrorCode code, String what, String fix, Exception cause) {
        return new WaybillException(code, what, fix, cause);
    }
}
