package io.waybill.sink;

/**
 * What the sink has waited for so far, in nanoseconds.
 *
 * @param bufferFull appending waited for room in the producer's buffer
 * @param flushing for the acknowledgements of the rows
 * @param committing for the checkpoint's acknowledgement and the end of the transaction
 */
public record SinkTimes(long bufferFull, long flushing, long committing) {
    /** What was added since an earlier reading. */
    public SinkTimes since(SinkTimes earlier) {
        return new SinkTimes(
                bufferFull - earlier.bufferFull, flushing - earlier.flushing, committing - earlier.committing);
    }
}
