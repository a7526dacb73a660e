package io.waybill.source;

/**
 * Reads byte ranges of one pinned object. Called by several fetcher threads at once; implementations are thread-safe.
 *
 * <p>Each implementation retries what is temporary by itself, continuing a cut range at the exact byte, and throws
 * {@link io.waybill.WaybillException} with SOURCE_CHANGED, SOURCE_NOT_FOUND, SOURCE_FORBIDDEN or UNREACHABLE for the rest.
 */
public interface ObjectReader extends AutoCloseable {
    /** The object this reader is bound to. */
    SourceObject object();

    /**
     * Fills {@code target} from index {@code at} with exactly the bytes of {@code range}, or throws.
     *
     * @param range within the object's size
     */
    void readFully(ByteRange range, byte[] target, int at);

    /** Bytes received so far over all calls, repeated ones included: what a resume costs. */
    long bytesRead();

    @Override
    void close();
}
