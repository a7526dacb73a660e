package io.waybill.csv;

/**
 * How the file writes its rows. The verifier's reader takes the same dialect but shares no code that applies it.
 *
 * @param delimiter one ASCII byte between fields
 * @param quote one ASCII byte around quoted fields, doubled inside them
 * @param header whether the first row that is not blank holds the column names
 * @param rowEnd which bytes end a row
 * @param quotes what to do with text after a closing quote
 * @param maxRowBytes a longer row is an error: the tripwire for a quote that is never closed
 */
public record CsvDialect(byte delimiter, byte quote, boolean header, RowEnd rowEnd, Quotes quotes, int maxRowBytes) {
    /** Which bytes end a row, outside of quotes. */
    public enum RowEnd {
        /** LF, and CR LF; a CR elsewhere is data. */
        LF,
        /** A lone CR, as old Macintosh files have; an LF is data. */
        CR
    }

    /** What to do with text after a closing quote, as in {@code "x"y}. */
    public enum Quotes {
        /** It makes a bad row. */
        STRICT,
        /** It is appended as it stands, as Python and Excel do. */
        LENIENT
    }

    /** Comma, double quote, with a header; rows up to 1 MiB. */
    public static final CsvDialect DEFAULT =
            new CsvDialect((byte) ',', (byte) '"', true, RowEnd.LF, Quotes.STRICT, 1 << 20);

    public CsvDialect {
        requireUsable("delimiter", delimiter);
        requireUsable("quote", quote);
        if (delimiter == quote) {
            throw new IllegalArgumentException("delimiter and quote are the same byte");
        }
        if (maxRowBytes < 1) {
            throw new IllegalArgumentException("max row bytes " + maxRowBytes);
        }
    }

    private static void requireUsable(String name, byte value) {
        if (value <= 0 || value == '\n' || value == '\r') {
            throw new IllegalArgumentException(name + " must be one ASCII character other than CR and LF");
        }
    }
}
