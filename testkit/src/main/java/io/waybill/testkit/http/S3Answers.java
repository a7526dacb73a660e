package io.waybill.testkit.http;

import java.util.Map;

/**
 * What S3 itself answers when it refuses.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3's error codes</a>
 */
public final class S3Answers {
    private S3Answers() {}

    public static HttpFault slowDown() {
        return error(503, "Slow Down", "SlowDown", "Please reduce your request rate.");
    }

    public static HttpFault preconditionFailed() {
        return error(
                412,
                "Precondition Failed",
                "PreconditionFailed",
                "At least one of the pre-conditions you specified did not hold");
    }

    public static HttpFault noSuchKey() {
        return error(404, "Not Found", "NoSuchKey", "The specified key does not exist.");
    }

    public static HttpFault noSuchVersion() {
        return error(404, "Not Found", "NoSuchVersion", "The specified version does not exist.");
    }

    public static HttpFault expiredToken() {
        return error(400, "Bad Request", "ExpiredToken", "The provided token has expired.");
    }

    private static HttpFault error(int status, String reason, String code, String message) {
        String body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code><Message>" + message
                + "</Message><RequestId>4442587FB7D0A2F9</RequestId><HostId>waybill</HostId></Error>";
        return new HttpFault.Answered(
                status,
                reason,
                Map.of("Content-Type", "application/xml", "x-amz-request-id", "4442587FB7D0A2F9", "Server", "AmazonS3"),
                body);
    }
}
