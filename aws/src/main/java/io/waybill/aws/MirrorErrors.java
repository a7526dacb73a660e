package io.waybill.aws;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** Translates what DynamoDB and the SDK throw about one table, once, into what a person can act on. */
record MirrorErrors(String table) {
    WaybillException translate(Exception failure) {
        if (AwsFailure.isInterrupt(failure)) {
            return AwsFailure.interrupted("asking DynamoDB table '" + table + "'", failure);
        }
        if (failure instanceof AwsServiceException refusal && refusal.isThrottlingException()) {
            return new WaybillException(
                    ErrorCode.UNREACHABLE,
                    "DynamoDB throttles table '" + table + "': " + AwsFailure.answer(refusal),
                    "Give the table more write capacity, or on-demand capacity, then run again",
                    failure);
        }
        if (AwsFailure.isTemporary(failure)) {
            return new WaybillException(
                    ErrorCode.UNREACHABLE,
                    "DynamoDB table '" + table + "' cannot be reached: " + reason(failure),
                    "Check the network, AWS_REGION and AWS_ENDPOINT_URL_DYNAMODB, then run again",
                    failure);
        }
        if (AwsFailure.isWithoutCredentials(failure)) {
            return unusable(
                    "No AWS credentials were found for table '" + table + "'", AwsFailure.CREDENTIAL_CHAIN, failure);
        }
        return failure instanceof AwsServiceException refusal ? refused(refusal) : client(failure);
    }

    private WaybillException refused(AwsServiceException refusal) {
        if (refusal instanceof ResourceNotFoundException) {
            return unusable(
                    "There is no DynamoDB table '" + table + "' in this region and account",
                    "Let Waybill create it with --create-table, or name another one with --mirror dynamodb://TABLE",
                    refusal);
        }
        String answer = AwsFailure.answer(refusal);
        return switch (AwsFailure.code(refusal)) {
            case "AccessDeniedException" ->
                unusable(
                        "DynamoDB denies access to table '" + table + "': " + answer,
                        "Allow dynamodb:GetItem, UpdateItem and DescribeTable on it, and CreateTable for --create-table",
                        refusal);
            case "ExpiredTokenException" ->
                unusable(
                        "The credentials for DynamoDB table '" + table + "' have expired: " + answer,
                        AwsFailure.RENEW_CREDENTIALS,
                        refusal);
            case "ValidationException" ->
                unusable(
                        "DynamoDB table '" + table + "' is not a mirror's: " + answer,
                        "It needs the partition key job_id of type S and no sort key; name another table with"
                                + " --mirror dynamodb://TABLE",
                        refusal);
            default ->
                unusable(
                        "DynamoDB refuses table '" + table + "': " + answer,
                        "Check the key, the secret and the region",
                        refusal);
        };
    }

    private WaybillException client(Exception failure) {
        return unusable(
                "The AWS client cannot ask for table '" + table + "': " + failure.getMessage(),
                "Check the AWS settings in the environment and in ~/.aws/config",
                failure);
    }

    private static String reason(Exception failure) {
        return failure instanceof AwsServiceException refusal ? AwsFailure.answer(refusal) : AwsFailure.reason(failure);
    }

    private static WaybillException unusable(String what, String fix, Exception cause) {
        return new WaybillException(ErrorCode.MIRROR_UNUSABLE, what, fix, cause);
    }
}
