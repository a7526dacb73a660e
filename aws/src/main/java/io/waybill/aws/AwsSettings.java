package io.waybill.aws;

import java.util.Map;

/**
 * Which AWS, or which server that speaks its protocol, and who asks. Whatever is empty is left to the default chains of
 * the AWS SDK: environment, profile, container, instance.
 *
 * @param endpoint URL of a server that is not AWS itself, or empty
 * @param region such as {@code eu-central-1}, or empty
 * @param accessKey empty for the credential chain
 * @param secretKey empty for the credential chain
 */
public record AwsSettings(String endpoint, String region, String accessKey, String secretKey) {
    private static final String ENDPOINT_OF_ALL = "AWS_ENDPOINT_URL";

    /** For S3, with the SDK's own variables: {@code AWS_ENDPOINT_URL_S3}, else {@code AWS_ENDPOINT_URL}. */
    public static AwsSettings forS3(Map<String, String> environment) {
        return withEndpoint(environment, "AWS_ENDPOINT_URL_S3");
    }

    /** For DynamoDB: {@code AWS_ENDPOINT_URL_DYNAMODB}, else {@code AWS_ENDPOINT_URL}. */
    public static AwsSettings forDynamoDb(Map<String, String> environment) {
        return withEndpoint(environment, "AWS_ENDPOINT_URL_DYNAMODB");
    }

    private static AwsSettings withEndpoint(Map<String, String> environment, String ofService) {
        String ofAll = environment.getOrDefault(ENDPOINT_OF_ALL, "");
        return new AwsSettings(environment.getOrDefault(ofService, ofAll), "", "", "");
    }

    /** Whether the server is not AWS itself. */
    boolean hasEndpoint() {
        return !endpoint.isEmpty();
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "endpoint '" + endpoint + "', region '" + region + "', access key '" + accessKey + "'";
    }
}
