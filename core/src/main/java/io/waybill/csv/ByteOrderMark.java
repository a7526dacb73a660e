package io.waybill.csv;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.source.SourceObject;
import java.util.Optional;

/**
 * What the first bytes of an object say about its encoding: UTF-8's mark is skipped, UTF-16 and UTF-32 are refused.
 *
 * <p>Source: Unicode 15, section 23.8, table 23-6. UTF-16 without a mark is told by its NULs, which no text file has.
 */
final class ByteOrderMark {
    private static final byte[] UTF_8 = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** Bytes that must alternate between NUL and something else to be taken for UTF-16. */
    private static final int UTF_16_EVIDENCE = 8;

    private ByteOrderMark() {}

    /** A fresh copy of UTF-8's mark. */
    static byte[] utf8() {
        return UTF_8.clone();
    }

    /**
     * Length of UTF-8's mark at the begin of {@code head}, or 0.
     *
     * @param head the first bytes of the object, all of them or at least 16
     * @throws WaybillException SOURCE_UNSUPPORTED with the name of the encoding
     */
    static int length(byte[] head, SourceObject object) {
        Optional<String> foreign = foreignEncoding(head);
        if (foreign.isPresent()) {
            throw new WaybillException(
                    ErrorCode.SOURCE_UNSUPPORTED,
                    object + " is " + foreign.get() + ", not UTF-8",
                    "Convert it first: iconv -f " + foreign.get() + " -t UTF-8.");
        }
        return startsWith(head, 0xEF, 0xBB, 0xBF) ? UTF_8.length : 0;
    }

    private static Optional<String> foreignEncoding(byte[] head) {
        if (startsWith(head, 0xFF, 0xFE, 0, 0)) {
            return Optional.of("UTF-32LE");
        }
        if (startsWith(head, 0, 0, 0xFE, 0xFF)) {
            return Optional.of("UTF-32BE");
        }
        if (startsWith(head, 0xFF, 0xFE) || hasNulAtEach(1, head)) {
            return Optional.of("UTF-16LE");
        }
        if (startsWith(head, 0xFE, 0xFF) || hasNulAtEach(0, head)) {
            return Optional.of("UTF-16BE");
        }
        return Optional.empty();
    }

    private static boolean startsWith(byte[] head, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= head.length || (head[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasNulAtEach(int parity, byte[] head) {
        for (int i = 0; i < UTF_16_EVIDENCE; i++) {
            if (i >= head.length || (head[i] == 0) != (i % 2 == parity)) {
                return false;
            }
        }
        return true;
    }
}
