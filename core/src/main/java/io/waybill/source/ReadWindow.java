package io.waybill.source;

/**
 * How far a {@link PartStream} reads ahead. Its memory is at most {@code mostParts} parts, the one its caller works on
 * included; that is also what a crash makes the next attempt read again.
 *
 * @param partBytes bytes of one ranged read; the last one of an object may be shorter
 * @param parts parts in flight, waiting to be taken, or in the caller's hand, as long as none is waited for
 * @param mostParts the same after the window has doubled each time that a part was waited for
 */
public record ReadWindow(int partBytes, int parts, int mostParts) {
    /** Four parts of 8 MiB; where parts are waited for, up to a sixth of the heap. */
    public static final ReadWindow DEFAULT =
            growing(8 << 20, 4, Runtime.getRuntime().maxMemory() / 6);

    public ReadWindow {
        if (partBytes < 1 || parts < 1 || mostParts < parts) {
            throw new IllegalArgumentException(
                    "read window of " + parts + " to " + mostParts + " parts of " + partBytes + " bytes");
        }
    }

    /** A window that stays as it is. */
    public ReadWindow(int partBytes, int parts) {
        this(partBytes, parts, parts);
    }

    private static ReadWindow growing(int partBytes, int parts, long mostBytes) {
        return new ReadWindow(partBytes, parts, (int) Math.max(parts, Math.min(64, mostBytes / partBytes)));
    }
}
