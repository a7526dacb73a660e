package io.waybill.aws;

import io.waybill.WaybillException;
import io.waybill.source.ByteRange;
import io.waybill.source.ObjectReader;
import io.waybill.source.SourceObject;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Reads ranges of one object in S3, pinned by version id and ETag: an object that is replaced while it is read is noticed
 * at the next request. Thread-safe. The client stays the caller's, to share and to close.
 */
public final class S3ObjectReader implements ObjectReader {
    private final PinnedObject source;
    private final Backoff backoff;
    private final LongAdder bytesRead = new LongAdder();

    S3ObjectReader(PinnedObject source, Backoff backoff) {
        this.source = source;
        this.backoff = backoff;
    }

    /**
     * Pins what is there now, or the version that the location names.
     *
     * @param deadline how long to go on trying while S3 cannot be reached
     * @throws WaybillException SOURCE_NOT_FOUND, SOURCE_FORBIDDEN, SOURCE_UNSUPPORTED, SETTING_REFUSED, or UNREACHABLE
     *     after the deadline
     */
    public static S3ObjectReader open(S3Client s3, S3Location where, Duration deadline) {
        SourceObject pinned = new S3Pin(s3, where).pin(deadline);
        return new S3ObjectReader(new PinnedObject(s3, where, pinned), Backoff.REAL);
    }

    @Override
    public SourceObject object() {
        return source.object();
    }

    @Override
    public void readFully(ByteRange range, byte[] target, int at) {
        if (range.end() > object().size()) {
            throw new IllegalArgumentException(
                    range + " is not within the " + object().size() + " bytes of " + object());
        }
        Objects.checkFromIndexSize(at, Math.toIntExact(range.length()), target.length);
        new RangeRead(source, bytesRead, backoff, target, at).fill(range);
    }

    @Override
    public long bytesRead() {
        return bytesRead.sum();
    }

    /** Nothing to do: each request ends its own connection, and the client is the caller's. */
    @Override
    public void close() {}
}
