package io.waybill.verify;

import java.util.Locale;

/**
 * One place where the topic is not what the source says.
 *
 * @param row number of the row concerned, from 1; for a foreign record the row it stands before
 * @param byteOffset where that row begins in the object; -1 after the last row and for the digest of all
 * @param offset offset of the record concerned, or -1 where there is none
 */
public record Difference(Kind kind, long row, long byteOffset, long offset) {
    /** How topic and source differ. */
    public enum Kind {
        /** The row has no record. */
        MISSING("is missing"),
        /** The row has a second record. */
        DUPLICATE("has a second record"),
        /** The row's record stands in another place. */
        REORDERED("is not in its place"),
        /** The record in the row's place has another value, a key or headers. */
        CHANGED("has a record with other content"),
        /** A record that is of no row. */
        FOREIGN("is preceded by a record that is of no row"),
        /** Every row is right, but the digest chain is not the one of the checkpoint. */
        DIGEST("is the last of rows whose digest chain is not the checkpoint's");

        private final String sentence;

        Kind(String sentence) {
            this.sentence = sentence;
        }
    }

    /** One line for a person. */
    public String describe() {
        return kind.name().toLowerCase(Locale.ROOT) + ": row " + row + place() + " " + kind.sentence
                + (offset < 0 ? "" : " (offset " + offset + ")");
    }

    private String place() {
        if (byteOffset >= 0) {
            return " at byte " + byteOffset;
        }
        return kind == Kind.FOREIGN ? " (after the last)" : "";
    }
}
