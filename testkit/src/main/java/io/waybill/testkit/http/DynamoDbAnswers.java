package io.waybill.testkit.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.zip.CRC32;

/**
 * What DynamoDB itself answers when it refuses.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html">DynamoDB's
 *     errors</a>
 */
public final class DynamoDbAnswers {
    private DynamoDbAnswers() {}

    public static HttpFault throughputExceeded() {
        return error(
                "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException",
                "The level of configured provisioned throughput for the table was exceeded.");
    }

    public static HttpFault throttled() {
        return error(
                "com.amazon.coral.availability#ThrottlingException",
                "Rate of requests exceeds the allowed throughput.");
    }

    public static HttpFault expiredToken() {
        return error(
                "com.amazon.coral.service#ExpiredTokenException",
                "The security token included in the request is expired");
    }

    private static HttpFault error(String type, String message) {
        String body = "{\"__type\":\"" + type + "\",\"message\":\"" + message + "\"}";
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(UTF_8));
        return new HttpFault.Answered(
                400,
                "Bad Request",
                Map.of(
                        "Content-Type", "application/x-amz-json-1.0",
                        "x-amzn-RequestId", "WAYBILLWAYBILLWAYBILLWAYBILL",
                        "x-amz-crc32", Long.toString(crc.getValue())),
                body);
    }
}
