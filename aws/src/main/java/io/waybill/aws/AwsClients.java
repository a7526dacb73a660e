package io.waybill.aws;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Builds the clients; whoever asks for one closes it. They are thread-safe. */
public final class AwsClients {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** A body that stalls this long has failed, and is continued by another request. */
    private static final Duration STALL = Duration.ofSeconds(20);
    /** The lease lives on short answers: a heartbeat that waits longer has missed its turn. */
    private static final Duration ITEM_ATTEMPT = Duration.ofSeconds(3);

    private static final Duration ITEM_CALL = Duration.ofSeconds(8);
    private static final int ITEM_CONNECTIONS = 4;

    private AwsClients() {}

    /**
     * A client for S3, in path style when the endpoint is not AWS itself.
     *
     * @param connections how many requests may be under way at once: one per fetcher and one to spare
     * @throws WaybillException SETTING_REFUSED without a region or with an endpoint that is no URL
     */
    public static S3Client s3(AwsSettings settings, int connections) {
        return s3(settings, connections, STALL);
    }

    /** @param stall how long a body may stay silent */
    static S3Client s3(AwsSettings settings, int connections, Duration stall) {
        return common(S3Client.builder(), settings)
                .httpClientBuilder(http(connections, stall))
                .forcePathStyle(settings.hasEndpoint())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(c -> c.retryStrategy(RetryMode.STANDARD))
                .build();
    }

    /**
     * A client for DynamoDB.
     *
     * @throws WaybillException SETTING_REFUSED without a region or with an endpoint that is no URL
     */
    public static DynamoDbClient dynamoDb(AwsSettings settings) {
        return common(DynamoDbClient.builder(), settings)
                .httpClientBuilder(http(ITEM_CONNECTIONS, ITEM_ATTEMPT))
                .overrideConfiguration(c -> c.retryStrategy(RetryMode.STANDARD)
                        .apiCallAttemptTimeout(ITEM_ATTEMPT)
                        .apiCallTimeout(ITEM_CALL))
                .build();
    }

    private static Apache5HttpClient.Builder http(int connections, Duration stall) {
        return Apache5HttpClient.builder()
                .maxConnections(connections)
                .connectionTimeout(CONNECT)
                .socketTimeout(stall);
    }

    private static <B extends AwsClientBuilder<B, ?>> B common(B builder, AwsSettings settings) {
        if (settings.hasEndpoint()) {
            builder.endpointOverride(uri(settings.endpoint()));
        }
        if (!settings.accessKey().isEmpty()) {
            builder.credentialsProvider(StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(settings.accessKey(), settings.secretKey())));
        }
        return builder.region(region(settings));
    }

    private static URI uri(String endpoint) {
        if (!endpoint.matches("https?://[^/\\s]\\S*")) {
            throw new WaybillException(
                    ErrorCode.SETTING_REFUSED,
                    "'" + endpoint + "' is not the URL of a server",
                    "Write AWS_ENDPOINT_URL_S3 or AWS_ENDPOINT_URL_DYNAMODB as http://HOST:PORT, or unset it for AWS");
        }
        return URI.create(endpoint);
    }

    private static Region region(AwsSettings settings) {
        if (!settings.region().isEmpty()) {
            return Region.of(settings.region());
        }
        try {
            return regions(settings).getRegion();
        } catch (SdkClientException e) {
            if (settings.hasEndpoint()) {
                return Region.US_EAST_1;
            }
            throw new WaybillException(
                    ErrorCode.SETTING_REFUSED,
                    "No AWS region is set",
                    "Set AWS_REGION, or region in the profile of ~/.aws/config",
                    e);
        }
    }

    /** The instance metadata is not asked for the region of another server: off AWS that costs seconds. */
    private static AwsRegionProvider regions(AwsSettings settings) {
        return settings.hasEndpoint()
                ? new AwsRegionProviderChain(new SystemSettingsRegionProvider(), new AwsProfileRegionProvider())
                : DefaultAwsRegionProviderChain.builder().build();
    }
}
