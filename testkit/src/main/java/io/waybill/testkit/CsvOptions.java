package io.waybill.testkit;

/**
 * How the generated CSV looks.
 *
 * @param quotes whether fields hold commas, quotes and newlines, and some fields are quoted without need; false is
 *     faster, and then no field is quoted
 * @param header whether the first record holds the column names
 * @param rowEnd {@code "\n"} or {@code "\r\n"}
 * @param rowBytes about so many bytes per row, on average
 */
public record CsvOptions(boolean quotes, boolean header, String rowEnd, int rowBytes) {
    public CsvOptions {
        if (!rowEnd.equals("\n") && !rowEnd.equals("\r\n")) {
            throw new IllegalArgumentException("rowEnd is neither LF nor CRLF");
        }
        if (rowBytes < 1 || rowBytes > 64 << 20) {
            throw new IllegalArgumentException("rowBytes " + rowBytes + " is not within 1 byte and 64 MiB");
        }
    }

    /** All that RFC 4180 allows: quotes, newlines in fields, header; LF; about 120 bytes per row. */
    public static CsvOptions quoted() {
        return new CsvOptions(true, true, "\n", 120);
    }

    /** No quotes, for speed: header; LF; about 120 bytes per row. */
    public static CsvOptions plain() {
        return new CsvOptions(false, true, "\n", 120);
    }

    public CsvOptions withHeader(boolean written) {
        return new CsvOptions(quotes, written, rowEnd, rowBytes);
    }

    public CsvOptions withRowEnd(String end) {
        return new CsvOptions(quotes, header, end, rowBytes);
    }

    public CsvOptions withRowBytes(int bytes) {
        return new CsvOptions(quotes, header, rowEnd, bytes);
    }
}
