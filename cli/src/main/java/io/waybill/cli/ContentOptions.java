package io.waybill.cli;

import io.waybill.ErrorCode;
import io.waybill.ValueFormat;
import io.waybill.WaybillException;
import io.waybill.checkpoint.ContentSettings;
import io.waybill.csv.CsvDialect;
import io.waybill.csv.CsvDialect.Quotes;
import io.waybill.csv.CsvDialect.RowEnd;
import picocli.CommandLine.Option;

/** What the records are. A job keeps these over all its attempts. */
final class ContentOptions {
    @Option(
            names = "--value",
            paramLabel = "json|raw",
            defaultValue = "json",
            description = "One JSON object per row, or the row's bytes (${DEFAULT-VALUE}).")
    private ValueFormat value = ValueFormat.JSON;

    @Option(
            names = "--delimiter",
            paramLabel = "CHAR",
            defaultValue = ",",
            description = "Between fields; one ASCII character, or \\t for a tab (${DEFAULT-VALUE}).")
    private String delimiter = ",";

    @Option(
            names = "--quote",
            paramLabel = "CHAR",
            defaultValue = "\"",
            description = "Around quoted fields; one ASCII character (${DEFAULT-VALUE}).")
    private String quote = "\"";

    @Option(
            names = "--no-header",
            fallbackValue = "true",
            description = "The first row is data; JSON keys are c1, c2, and so on.")
    private boolean noHeader;

    @Option(
            names = "--row-end",
            paramLabel = "lf|cr",
            defaultValue = "lf",
            description = "LF and CRLF, or a lone CR (${DEFAULT-VALUE}).")
    private RowEnd rowEnd = RowEnd.LF;

    @Option(
            names = "--quotes",
            paramLabel = "strict|lenient",
            defaultValue = "strict",
            description = "Text after a closing quote is a bad row, or is appended (${DEFAULT-VALUE}).")
    private Quotes quotes = Quotes.STRICT;

    @Option(
            names = "--max-row-bytes",
            paramLabel = "N",
            defaultValue = "1048576",
            description = "A longer row is an error: the tripwire for a quote that is never closed (${DEFAULT-VALUE}).")
    private int maxRowBytes = 1 << 20;

    ContentSettings settings() {
        try {
            return new ContentSettings(
                    new CsvDialect(
                            ascii("--delimiter", delimiter),
                            ascii("--quote", quote),
                            !noHeader,
                            rowEnd,
                            quotes,
                            maxRowBytes),
                    value);
        } catch (IllegalArgumentException e) {
            throw new WaybillException(
                    ErrorCode.USAGE, "The dialect makes no sense: " + e.getMessage() + ".", "See --help.", e);
        }
    }

    private static byte ascii(String flag, String text) {
        if (text.equals("\\t")) {
            return '\t';
        }
        if (text.length() != 1 || text.charAt(0) > 127) {
            throw new IllegalArgumentException(flag + " '" + text + "' is not one ASCII character");
        }
        return (byte) text.charAt(0);
    }
}
