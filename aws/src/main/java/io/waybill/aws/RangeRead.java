package io.waybill.aws;

import io.waybill.WaybillException;
import io.waybill.source.ByteRange;
import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * One range on its way into a buffer. A body that breaks off is continued by another request at the exact next byte, and
 * only requests that bring nothing at all count as failures. Used once, by one thread.
 */
final class RangeRead {
    private static final int FAILURES_IN_A_ROW = 5;

    private final PinnedObject source;
    private final LongAdder bytesRead;
    private final Backoff backoff;
    private final S3Errors errors;
    private final byte[] target;
    private int at;
    private ByteRange left = new ByteRange(0, 0);
    private int failures;

    @SuppressWarnings("ArrayParameter") // filling the caller's buffer is the purpose
    RangeRead(PinnedObject source, LongAdder bytesRead, Backoff backoff, byte[] target, int at) {
        this.source = source;
        this.bytesRead = bytesRead;
        this.backoff = backoff;
        this.errors = new S3Errors(source.where());
        this.target = target;
        this.at = at;
    }

    /** Reads until the range is complete, or throws. */
    void fill(ByteRange range) {
        left = range;
        while (left.length() > 0) {
            long start = left.start();
            try {
                readOn();
            } catch (SdkException | IOException e) {
                failures = left.start() > start ? 0 : failures + 1;
                pauseAfter(e);
            }
        }
    }

    private void readOn() throws IOException {
        ResponseInputStream<GetObjectResponse> body = source.get(left);
        try {
            copy(body);
            body.close();
        } catch (IOException | RuntimeException e) {
            body.abort(); // to close it would read the rest of it first
            throw e;
        }
    }

    private void copy(ResponseInputStream<GetObjectResponse> body) throws IOException {
        ByteRange asked = left;
        while (left.length() > 0) {
            int count = body.read(target, at, Math.toIntExact(left.length()));
            if (count < 0) {
                throw new EOFException("the body ended before byte " + left.start());
            }
            bytesRead.add(count);
            at += count;
            left = left.after(count);
        }
        if (body.read() >= 0) {
            bytesRead.increment();
            throw source.other(asked, "more bytes came");
        }
    }

    private void pauseAfter(Exception failure) {
        if (!AwsFailure.isTemporary(failure)) {
            throw errors.whileReading(failure);
        }
        if (failures >= FAILURES_IN_A_ROW) {
            throw errors.unreachable(failure);
        }
        try {
            backoff.pauseAfter(failures);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private WaybillException interrupted(InterruptedException e) {
        return AwsFailure.interrupted("reading " + source.object(), e);
    }
}
