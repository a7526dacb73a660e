package io.waybill.record;

/**
 * The well-formed byte sequences of UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF.
 *
 * <p>Source: Unicode 15, section 3.9, table 3-7.
 */
final class Utf8 {
    private Utf8() {}

    /**
     * Length of the character of two to four bytes that begins at index {@code at}; 0 if none does.
     *
     * @param to index after the last byte that may belong to it
     */
    static int length(byte[] b, int at, int to) {
        int lead = b[at] & 0xFF;
        if (lead >= 0xC2 && lead <= 0xDF) {
            return to - at >= 2 && isContinuation(b[at + 1]) ? 2 : 0;
        }
        if (lead >= 0xE0 && lead <= 0xEF) {
            return to - at >= 3 && fits(lead, b[at + 1] & 0xFF) && isContinuation(b[at + 2]) ? 3 : 0;
        }
        if (lead >= 0xF0 && lead <= 0xF4) {
            boolean whole = to - at >= 4 && isContinuation(b[at + 2]) && isContinuation(b[at + 3]);
            return whole && fits(lead, b[at + 1] & 0xFF) ? 4 : 0;
        }
        return 0;
    }

    private static boolean isContinuation(byte b) {
        return (b & 0xC0) == 0x80;
    }

    /** Whether the second byte is one of those that the lead byte of three or four allows. */
    private static boolean fits(int lead, int second) {
        int low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        int high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        return second >= low && second <= high;
    }
}
