package io.waybill.record;

import io.waybill.EightBytes;
import io.waybill.csv.ByteBuilder;

/**
 * What comes before each value of a JSON object with these columns: brace, name and colon, and from the second one on the
 * quote that ends the value before and a comma. Written eight bytes at a time, a few too many, which the value then
 * overwrites: for so few bytes a call of arraycopy costs more.
 */
final class JsonKeys {
    private final byte[][] openings; // each filled up with zeros to a multiple of eight bytes
    private final int[] lengths;

    /** @param names the columns' names as UTF-8, none empty */
    JsonKeys(byte[][] names) {
        openings = new byte[names.length][];
        lengths = new int[names.length];
        ByteBuilder opening = new ByteBuilder(64);
        for (int i = 0; i < names.length; i++) {
            opening.clear();
            append(opening, i == 0 ? "{\"" : "\",\"");
            JsonText.append(opening, names[i], 0, names[i].length, JsonText.NO_STOP);
            append(opening, "\":\"");
            lengths[i] = opening.length();
            append(opening, "\0".repeat(-opening.length() & (Long.BYTES - 1)));
            openings[i] = opening.toByteArray();
        }
    }

    int columns() {
        return openings.length;
    }

    /** Appends all that comes before the value of this column, from 0. */
    void append(int column, ByteBuilder target) {
        byte[] opening = openings[column];
        byte[] out = target.reserve(opening.length);
        int at = target.length();
        for (int i = 0; i < opening.length; i += Long.BYTES) {
            EightBytes.write(out, at + i, EightBytes.read(opening, i));
        }
        target.written(at + lengths[column]);
    }

    private static void append(ByteBuilder target, String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            target.append((byte) ascii.charAt(i));
        }
    }
}
