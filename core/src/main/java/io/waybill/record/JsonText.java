package io.waybill.record;

import io.waybill.csv.ByteBuilder;

/**
 * Writes UTF-8 bytes as the inside of a JSON string, checking them on the way. Hot: one loop over two arrays, a table
 * for what must be escaped, no call for plain ASCII.
 *
 * <p>Escapes what RFC 8259, section 7, demands and nothing else, in the form of jackson-core: the short escapes of
 * backspace, tab, LF, form feed, CR, quote and backslash, else four upper case hexadecimal digits.
 */
final class JsonText {
    private static final int LONGEST_ESCAPE = 6;
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'};

    /** For each ASCII byte: 0 as it stands, 'u' four hexadecimal digits, else the letter after the backslash. */
    private static final byte[] ESCAPES = escapes();

    private JsonText() {}

    /**
     * Appends the bytes from index {@code from} up to but not including {@code to}.
     *
     * @return {@code to}; or the index of the first byte that does not begin a UTF-8 character
     */
    static int append(ByteBuilder target, byte[] in, int from, int to) {
        byte[] out = target.reserve(to - from);
        int o = target.length();
        int i = from;
        while (i < to) {
            byte c = in[i];
            if (c < 0) {
                int length = Utf8.length(in, i, to);
                if (length == 0) {
                    break;
                }
                for (int last = i + length; i < last; i++) {
                    out[o++] = in[i];
                }
            } else if (ESCAPES[c] == 0) {
                out[o++] = c;
                i++;
            } else {
                target.written(o);
                out = target.reserve(LONGEST_ESCAPE + to - i);
                o = escape(c, out, o);
                i++;
            }
        }
        target.written(o);
        return i;
    }

    private static int escape(byte c, byte[] out, int at) {
        int o = at;
        out[o++] = '\\';
        out[o++] = ESCAPES[c];
        if (ESCAPES[c] == 'u') {
            out[o++] = '0';
            out[o++] = '0';
            out[o++] = HEX[c >> 4];
            out[o++] = HEX[c & 0xF];
        }
        return o;
    }

    private static byte[] escapes() {
        byte[] escapes = new byte[128];
        for (int c = 0; c < ' '; c++) {
            escapes[c] = 'u';
        }
        escapes['\b'] = 'b';
        escapes['\t'] = 't';
        escapes['\n'] = 'n';
        escapes['\f'] = 'f';
        escapes['\r'] = 'r';
        escapes['"'] = '"';
        escapes['\\'] = '\\';
        return escapes;
    }
}
