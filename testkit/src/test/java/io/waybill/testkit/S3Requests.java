package io.waybill.testkit;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** S3 requests with signature version 2, the one of a few lines. */
public record S3Requests(URI endpoint, String accessKey, String secretKey) {
    public HttpRequest.Builder put(String path, String body) {
        return signed("PUT", path).PUT(BodyPublishers.ofString(body));
    }

    public HttpRequest.Builder get(String path) {
        return signed("GET", path).GET();
    }

    private HttpRequest.Builder signed(String method, String path) {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
        String resource = path.replaceFirst("\\?versionId=.*", "");
        String signature = signature(method + "\n\n\n\nx-amz-date:" + date + "\n" + resource);
        return HttpRequest.newBuilder(endpoint.resolve(path))
                .header("x-amz-date", date)
                .header("Authorization", "AWS " + accessKey + ":" + signature);
    }

    private String signature(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secretKey.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
