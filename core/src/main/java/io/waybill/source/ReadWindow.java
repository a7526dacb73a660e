package io.waybill.source;

/**
 * How far a {@link PartStream} reads ahead. Its memory is at most {@code parts} parts,
 * the one its caller works on included; that is also what a crash makes the next attempt read again.
 *
 * @param partBytes bytes of one ranged read; the last one of an object may be shorter
 * @param parts parts in flight, waiting to be taken, or in the caller's hand
 */
public record ReadWindow(int partBytes, int parts) {
    /** Four parts of 8 MiB. */
    public static final ReadWindow DEFAULT = new ReadWindow(8 << 20, 4);

    public ReadWindow {
        if (partBytes < 1 || parts < 1) {
            throw new IllegalArgumentException("read window of " + parts + " parts of " + partBytes + " bytes");
        }
    }
}
