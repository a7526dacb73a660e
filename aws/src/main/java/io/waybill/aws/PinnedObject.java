package io.waybill.aws;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.source.ByteRange;
import io.waybill.source.SourceObject;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Asks for ranges of one version of one object, and believes no answer that is not exactly that. Thread-safe. */
record PinnedObject(S3Client s3, S3Location where, SourceObject object) {
    private static final int PARTIAL_CONTENT = 206;

    /**
     * The body of a range, its head checked. The caller reads it to the end or aborts it.
     *
     * @throws WaybillException SOURCE_CHANGED when something else came
     */
    ResponseInputStream<GetObjectResponse> get(ByteRange range) {
        ResponseInputStream<GetObjectResponse> body = s3.getObject(request(range));
        try {
            check(body.response(), range);
            return body;
        } catch (WaybillException e) {
            body.abort(); // to close it would read the rest of it first
            throw e;
        }
    }

    private GetObjectRequest request(ByteRange range) {
        GetObjectRequest.Builder request = GetObjectRequest.builder()
                .bucket(where.bucket())
                .key(where.key())
                .range("bytes=" + inclusive(range))
                .ifMatch(ETag.quoted(object.etag()));
        if (!object.version().isEmpty()) {
            request.versionId(object.version());
        }
        return request.build();
    }

    private void check(GetObjectResponse response, ByteRange range) {
        int status = response.sdkHttpResponse().statusCode();
        if (status != PARTIAL_CONTENT) {
            throw other(range, "the answer was HTTP " + status + ", not 206 Partial Content");
        }
        String expected = "bytes " + inclusive(range) + "/" + object.size();
        if (!expected.equals(response.contentRange())) {
            throw other(range, "Content-Range '" + response.contentRange() + "' came instead of '" + expected + "'");
        }
        if (response.eTag() != null && !ETag.bare(response.eTag()).equals(object.etag())) {
            throw other(range, "the ETag is " + response.eTag() + " now");
        }
    }

    /** What came is not the range that was asked for. */
    WaybillException other(ByteRange range, String came) {
        return new WaybillException(
                ErrorCode.SOURCE_CHANGED,
                "Asked for bytes " + inclusive(range) + " of " + object + ", but " + came,
                "If the object was replaced, load the new one as a new job; if not, a proxy or the S3 server breaks"
                        + " ranged reads");
    }

    private static String inclusive(ByteRange range) {
        return range.start() + "-" + (range.end() - 1);
    }
}
