package io.waybill.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3LocationTest {
    @Test
    void bucketAndKeyAreTold() {
        assertThat(S3Location.parse("s3://my-bucket/2026/orders.csv"))
                .isEqualTo(new S3Location("my-bucket", "2026/orders.csv", ""));
    }

    @Test
    void versionIsTold() {
        assertThat(S3Location.parse("s3://my-bucket/orders.csv?versionId=3sL4kqtJlcpXroDTDmJ.rmSpXd3dIbrHY"))
                .isEqualTo(new S3Location("my-bucket", "orders.csv", "3sL4kqtJlcpXroDTDmJ.rmSpXd3dIbrHY"));
    }

    @Test
    void keyMayHoldSpacesPercentAndQuestionMarks() {
        assertThat(S3Location.parse("s3://b.c/what? 100%25.csv?versionId=7"))
                .isEqualTo(new S3Location("b.c", "what? 100%25.csv", "7"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://bucket/a b/ü.csv", "s3://bucket/a.csv?versionId=x"})
    void textComesBack(String text) {
        assertThat(S3Location.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "orders.csv",
                "s3://",
                "s3://bucket",
                "s3://bucket/",
                "s3:/bucket/key",
                "S3://bucket/key",
                "s3:///key",
                "s3://bucket/key?versionId=",
                "https://bucket.s3.amazonaws.com/key"
            })
    void anythingElseIsAUsageErrorWithAnExample(String text) {
        WaybillException error = catchThrowableOfType(WaybillException.class, () -> S3Location.parse(text));

        assertThat(error.code()).isEqualTo(ErrorCode.USAGE);
        assertThat(error).hasMessageContaining("'" + text + "'");
        assertThat(error.fix()).contains("s3://my-bucket/");
    }
}
