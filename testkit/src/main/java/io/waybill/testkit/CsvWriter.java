package io.waybill.testkit;

import java.nio.charset.StandardCharsets;

/** Decoded fields to CSV bytes, by RFC 4180: a field that holds a comma, quote or newline is quoted. */
final class CsvWriter {
    private final CsvOptions options;
    private final byte[] rowEnd;
    private final ByteBuilder out = new ByteBuilder();

    /** Begins with the header, if the options want one. */
    CsvWriter(CsvOptions options) {
        this.options = options;
        this.rowEnd = options.rowEnd().getBytes(StandardCharsets.US_ASCII);
        if (options.header()) {
            out.append(String.join(",", CsvFields.COLUMNS).getBytes(StandardCharsets.UTF_8));
            out.append(rowEnd);
        }
    }

    /** What is written so far; the caller drains it. */
    ByteBuilder bytes() {
        return out;
    }

    void append(CsvFields fields) {
        for (int field = 0; field < CsvFields.COLUMNS.size(); field++) {
            if (field > 0) {
                out.append(',');
            }
            if (options.quotes() && (fields.quotedWithoutNeed(field) || needsQuotes(fields, field))) {
                appendQuoted(fields, field);
            } else {
                out.append(fields.bytes(), fields.start(field), fields.end(field));
            }
        }
        out.append(rowEnd);
    }

    private static boolean needsQuotes(CsvFields fields, int field) {
        for (int i = fields.start(field); i < fields.end(field); i++) {
            byte b = fields.bytes().at(i);
            if (b == ',' || b == '"' || b == '\n' || b == '\r') {
                return true;
            }
        }
        return false;
    }

    private void appendQuoted(CsvFields fields, int field) {
        out.append('"');
        for (int i = fields.start(field); i < fields.end(field); i++) {
            byte b = fields.bytes().at(i);
            if (b == '"') {
                out.append('"');
            }
            out.append(b);
        }
        out.append('"');
    }
}
