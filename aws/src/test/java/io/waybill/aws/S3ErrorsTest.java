package io.waybill.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3ErrorsTest {
    private static final S3Location WHERE = new S3Location("bucket", "in/orders.csv", "");

    @ParameterizedTest
    @CsvSource({
        "404, NoSuchBucket, SOURCE_NOT_FOUND",
        "404, NoSuchKey, SOURCE_NOT_FOUND",
        "405, MethodNotAllowed, SOURCE_NOT_FOUND",
        "403, AccessDenied, SOURCE_FORBIDDEN",
        "403, InvalidAccessKeyId, SOURCE_FORBIDDEN",
        "403, RequestTimeTooSkewed, SOURCE_FORBIDDEN",
        "400, ExpiredToken, SOURCE_FORBIDDEN",
        "400, KMS.DisabledException, SOURCE_FORBIDDEN",
        "403, InvalidObjectState, SOURCE_UNSUPPORTED",
        "400, InvalidRequest, SOURCE_UNSUPPORTED",
        "301, PermanentRedirect, SETTING_REFUSED",
        "400, AuthorizationHeaderMalformed, SETTING_REFUSED",
        "503, SlowDown, UNREACHABLE",
        "400, RequestTimeout, UNREACHABLE",
    })
    void refusalToPinHasItsCode(int status, String code, ErrorCode expected) {
        WaybillException error = new S3Errors(WHERE).whilePinning(refusal(status, code));

        assertThat(error.code()).isEqualTo(expected);
        assertThat(error.fix()).isNotEmpty();
        assertThat(error).hasMessageContaining("bucket").hasCauseInstanceOf(S3Exception.class);
    }

    @ParameterizedTest
    @CsvSource({
        "404, NoSuchKey, SOURCE_CHANGED",
        "404, NoSuchVersion, SOURCE_CHANGED",
        "412, PreconditionFailed, SOURCE_CHANGED",
        "416, InvalidRange, SOURCE_CHANGED",
        "403, AccessDenied, SOURCE_FORBIDDEN",
        "500, InternalError, UNREACHABLE",
    })
    void refusalOfAPinnedObjectHasItsCode(int status, String code, ErrorCode expected) {
        assertThat(new S3Errors(WHERE).whileReading(refusal(status, code)).code())
                .isEqualTo(expected);
    }

    @Test
    void regionOfTheBucketIsToldWhenS3TellsIt() {
        assertThat(new S3Errors(WHERE)
                        .whilePinning(refusal(301, "PermanentRedirect"))
                        .fix())
                .isEqualTo("Set AWS_REGION=eu-central-1");
    }

    @Test
    void missingCredentialsAreForbiddenAndTheFixListsTheChain() {
        try (S3Client nobody = S3Client.builder()
                .region(Region.US_EAST_1)
                .credentialsProvider(AwsCredentialsProviderChain.of(SystemPropertyCredentialsProvider.create()))
                .build()) {
            WaybillException error = Errors.of(() -> S3ObjectReader.open(nobody, WHERE, Duration.ofSeconds(5)));

            assertThat(error.code()).isEqualTo(ErrorCode.SOURCE_FORBIDDEN);
            assertThat(error.fix()).contains("AWS_ACCESS_KEY_ID", "AWS_PROFILE");
        }
    }

    private static S3Exception refusal(int status, String code) {
        SdkHttpResponse response = SdkHttpResponse.builder()
                .statusCode(status)
                .putHeader("x-amz-bucket-region", "eu-central-1")
                .build();
        return (S3Exception) S3Exception.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("says S3")
                        .sdkHttpResponse(response)
                        .build())
                .build();
    }
}
