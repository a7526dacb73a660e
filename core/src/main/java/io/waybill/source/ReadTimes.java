package io.waybill.source;

/**
 * What reading one object has cost so far, in nanoseconds.
 *
 * @param fetching at least one ranged read was in flight
 * @param waiting the reader of the rows waited for a part
 * @param framing rows were found in the parts
 */
public record ReadTimes(long fetching, long waiting, long framing) {
    /** What was added since an earlier reading. */
    public ReadTimes since(ReadTimes earlier) {
        return new ReadTimes(fetching - earlier.fetching, waiting - earlier.waiting, framing - earlier.framing);
    }
}
