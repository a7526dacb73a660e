package io.waybill.aws;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an object is, as the user writes it: {@code s3://bucket/key} or {@code s3://bucket/key?versionId=...}.
 *
 * @param key as it is, not percent-encoded
 * @param versionId empty for the newest version
 */
public record S3Location(String bucket, String key, String versionId) {
    /** The key may hold question marks itself; only the last {@code ?versionId=} is ours. */
    private static final Pattern FORM = Pattern.compile(
            "s3://(?<bucket>[A-Za-z0-9._-]+)/(?<key>.+?)(\\?versionId=(?<version>[^?&=]+))?", Pattern.DOTALL);

    /**
     * Reads what the user wrote.
     *
     * @throws WaybillException USAGE when the text is no such location
     */
    public static S3Location parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches() || parts.group("key").endsWith("?versionId=")) {
            throw new WaybillException(
                    ErrorCode.USAGE,
                    "'" + text + "' is not the location of an S3 object",
                    "Write s3://BUCKET/KEY, for example s3://my-bucket/2026/orders.csv;"
                            + " for an older version append ?versionId=ID");
        }
        String version = parts.group("version");
        return new S3Location(parts.group("bucket"), parts.group("key"), version == null ? "" : version);
    }

    /** {@code s3://bucket/key}, without the version. */
    public String uri() {
        return "s3://" + bucket + "/" + key;
    }

    /** The form that {@link #parse} reads. */
    @Override
    public String toString() {
        return versionId.isEmpty() ? uri() : uri() + "?versionId=" + versionId;
    }
}
