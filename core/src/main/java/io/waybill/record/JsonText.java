package io.waybill.record;

import io.waybill.EightBytes;
import io.waybill.csv.ByteBuilder;

/**
 * Writes UTF-8 bytes as the inside of a JSON string, checking them on the way. Hot: one loop over two arrays that copies
 * eight bytes at once, then goes on after those that stand for themselves; a table for what must be escaped.
 *
 * <p>Escapes what RFC 8259, section 7, demands and nothing else, in the form of jackson-core: the short escapes of
 * backspace, tab, LF, form feed, CR, quote and backslash, else four upper case hexadecimal digits. Search: {@link
 * EightBytes}.
 */
final class JsonText {
    /** No byte stops. */
    static final int NO_STOP = 0x100;

    private static final int LONGEST_ESCAPE = 6;
    private static final long CONTROLS = EightBytes.repeat((byte) 0x20);
    private static final long QUOTES = EightBytes.repeat((byte) '"');
    private static final long BACKSLASHES = EightBytes.repeat((byte) '\\');
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'};

    /** For each ASCII byte: 0 as it stands, 'u' four hexadecimal digits, else the letter after the backslash. */
    private static final byte[] ESCAPES = escapes();

    private JsonText() {}

    /**
     * Appends the bytes from index {@code from} up to but not including {@code to}, or up to the first {@code stop}.
     *
     * @param stop an ASCII byte, or {@link #NO_STOP}
     * @return {@code to}; or the index of the first byte that is {@code stop} or does not begin a UTF-8 character
     */
    static int append(ByteBuilder target, byte[] in, int from, int to, int stop) {
        long stops = EightBytes.repeat((byte) stop);
        int lastWord = in.length - Long.BYTES;
        byte[] out = target.reserve(to - from + Long.BYTES);
        int o = target.length();
        int i = from;
        while (i < to) {
            long word = i <= lastWord ? EightBytes.read(in, i) : EightBytes.read(in, i, in.length);
            long found = find(word, stops);
            EightBytes.write(out, o, word); // bytes from the find on, or from to on, are overwritten or never counted
            if (found == 0) {
                i += Long.BYTES;
                o += Long.BYTES;
                continue;
            }
            int plain = EightBytes.firstOf(found);
            i += plain;
            o += plain;
            if (i >= to) {
                break;
            }
            byte c = in[i];
            if (c == stop) {
                break;
            }
            if (c < 0) {
                int characters = copyCharacters(in, i, to, out, o);
                if (characters == 0) {
                    break;
                }
                i += characters;
                o += characters;
            } else {
                target.written(o);
                out = target.reserve(LONGEST_ESCAPE + to - i + Long.BYTES);
                o = escape(c, out, o);
                i++;
            }
        }
        int beyond = Math.max(0, i - to);
        target.written(o - beyond);
        return i - beyond;
    }

    /** Marks stops, quotes, backslashes, control characters and what is not ASCII. */
    private static long find(long word, long stops) {
        return (word
                        | (word - CONTROLS)
                        | ((word ^ QUOTES) - EightBytes.ONES)
                        | ((word ^ BACKSLASHES) - EightBytes.ONES)
                        | ((word ^ stops) - EightBytes.ONES))
                & EightBytes.HIGHS;
    }

    /** Copies the run of characters that are not ASCII; answers how many bytes it has, up to one that begins none. */
    private static int copyCharacters(byte[] in, int from, int to, byte[] out, int at) {
        int i = from;
        while (i < to && in[i] < 0) {
            int length = Utf8.length(in, i, to);
            if (length == 0) {
                break;
            }
            for (int last = i + length; i < last; i++) {
                out[at + i - from] = in[i];
            }
        }
        return i - from;
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
