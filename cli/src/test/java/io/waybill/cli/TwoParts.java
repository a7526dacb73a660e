package io.waybill.cli;

import io.waybill.source.ReadWindow;
import io.waybill.testkit.CsvGenerator;
import io.waybill.testkit.CsvOptions;
import io.waybill.testkit.http.BytePosition;
import io.waybill.testkit.http.HttpFault;
import io.waybill.testkit.http.RequestMatch;
import java.nio.file.Path;

/**
 * An object that is read in two parts, so that what happens to the second one happens after the transactions of the
 * first one: in mid-load. It is put once; no test changes it.
 *
 * @param csv its rows
 * @param bytes its bytes
 * @param source where it is
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TwoParts(CsvGenerator csv, byte[] bytes, String source) {
    /** Where the second part begins. */
    static final long SECOND = ReadWindow.DEFAULT.partBytes();

    /** The requests for rows. */
    static final RequestMatch RANGES = RequestMatch.rangedGet();

    /** The requests for the second part. */
    static final RequestMatch SECOND_RANGE = RequestMatch.rangedGet().withHeader("Range", "bytes=" + SECOND + "-");

    private static final int ROWS_PER_TRANSACTION = 7;
    private static final int IN_SECOND = 10_000_000;

    private static final class Holder {
        static final TwoParts OBJECT =
                put(new CsvGenerator(61, 120, CsvOptions.plain().withRowBytes(100_000)));
    }

    /** The one of this JVM. */
    static TwoParts shared() {
        return Holder.OBJECT;
    }

    private static TwoParts put(CsvGenerator csv) {
        byte[] bytes = csv.bytes();
        return new TwoParts(csv, bytes, Site.shared().put(bytes));
    }

    /** The arguments that load this object, or one like it. */
    String[] load(String from, String topic, String job) {
        return new String[] {
            "load", from, "--topic", topic, "--job", job, "--rows-per-transaction", "" + ROWS_PER_TRANSACTION, "--json"
        };
    }

    /** Rows that are committed when the second part never comes. */
    long committedOfFirstPart() {
        return full(rowsBefore(SECOND));
    }

    /** Rows that are committed when the last transaction is not. */
    long committedBeforeTheLast() {
        return full(csv.rows());
    }

    private static long full(long rows) {
        return rows - rows % ROWS_PER_TRANSACTION;
    }

    /** Rows that end before this byte; no field holds a newline. */
    private long rowsBefore(long end) {
        long newlines = 0;
        for (int i = 0; i < end; i++) {
            newlines += bytes[i] == '\n' ? 1 : 0;
        }
        return newlines - 1; // the header
    }

    /** Turns a letter of the second part into another one. */
    HttpFault flippedBit() {
        return new HttpFault.BitFlipped(BytePosition.ofObject(letter()), 0);
    }

    long rowOfTheFlippedBit() {
        return rowsBefore(letter()) + 1;
    }

    private int letter() {
        int at = IN_SECOND;
        while (bytes[at] != 'p') {
            at++;
        }
        return at;
    }

    /** The answer of a server that knows no ranges. */
    HttpFault whole() {
        Path file = Site.shared().file("whole.csv");
        csv.writeTo(file);
        return new HttpFault.WholeObject(file);
    }
}
