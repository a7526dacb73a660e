package io.waybill.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AwsClientsTest {
    @Test
    void endpointThatIsNoUrlIsRefused() {
        WaybillException error =
                Errors.of(() -> AwsClients.s3(new AwsSettings("127.0.0.1:9000", "us-east-1", "", ""), 1));

        assertThat(error.code()).isEqualTo(ErrorCode.SETTING_REFUSED);
        assertThat(error).hasMessageContaining("'127.0.0.1:9000'");
    }

    @Test
    void endpointOfTheServiceWinsOverTheOneOfAll() {
        Map<String, String> environment = Map.of(
                "AWS_ENDPOINT_URL", "http://all:1",
                "AWS_ENDPOINT_URL_S3", "http://s3:2");

        assertThat(AwsSettings.forS3(environment).endpoint()).isEqualTo("http://s3:2");
        assertThat(AwsSettings.forDynamoDb(environment).endpoint()).isEqualTo("http://all:1");
        assertThat(AwsSettings.forS3(Map.of()).endpoint()).isEmpty();
    }

    @Test
    void secretIsNotShown() {
        assertThat(new AwsSettings("", "", "key", "the-secret").toString()).doesNotContain("the-secret");
    }
}
