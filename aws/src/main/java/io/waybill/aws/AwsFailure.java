package io.waybill.aws;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/** Tells the failures of the AWS SDK apart, as far as its services have them in common. */
final class AwsFailure {
    /** The fix when no credentials are found at all. */
    static final String CREDENTIAL_CHAIN = "Give credentials by one of: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY,"
            + " AWS_PROFILE with ~/.aws/credentials, the role of the ECS task or Batch job, the EC2 instance profile";

    /** The fix when a session is over; what is committed is not lost by it. */
    static final String RENEW_CREDENTIALS = "Renew the credentials, with 'aws sso login' or a new session token, then"
            + " run again: it goes on where it stopped";

    private AwsFailure() {}

    /** Whether the same request may well succeed later. */
    static boolean isTemporary(Throwable failure) {
        if (failure instanceof AwsServiceException refusal) {
            return refusal.statusCode() >= 500
                    || refusal.statusCode() == 429
                    || refusal.isThrottlingException()
                    || code(refusal).equals("RequestTimeout");
        }
        return !isWithoutCredentials(failure)
                && (failure instanceof ApiCallTimeoutException
                        || failure instanceof ApiCallAttemptTimeoutException
                        || hasIoCause(failure));
    }

    private static boolean hasIoCause(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    /** Whether the chain found nobody to sign as; the SDK has no type of its own for it. */
    static boolean isWithoutCredentials(Throwable failure) {
        String message = failure.getMessage();
        return message != null && message.contains("Unable to load credentials");
    }

    /** The service's own name of the error, or empty. */
    static String code(AwsServiceException refusal) {
        return refusal.awsErrorDetails() == null
                ? ""
                : orEmpty(refusal.awsErrorDetails().errorCode());
    }

    /** The answer in a few words: status, the service's code and its sentence. */
    static String answer(AwsServiceException refusal) {
        String sentence = refusal.awsErrorDetails() == null
                ? ""
                : orEmpty(refusal.awsErrorDetails().errorMessage());
        return ("HTTP " + refusal.statusCode() + " " + code(refusal) + " " + sentence).strip();
    }

    /** The innermost reason, which names the host or port. */
    static String reason(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return innermost.getClass().getSimpleName() + ": " + innermost.getMessage();
    }

    static boolean isInterrupt(Throwable failure) {
        return failure instanceof AbortedException || failure.getCause() instanceof InterruptedException;
    }

    /** Restores the interrupt that the SDK or a pause took, and says what was given up. */
    static WaybillException interrupted(String what, Throwable cause) {
        Thread.currentThread().interrupt();
        return new WaybillException(
                ErrorCode.INTERRUPTED, "Interrupted: " + what, "Run it again; nothing is lost", cause);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
