package io.waybill.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * A CSV as plain as most are: a header, then rows of one length whose fields need no quotes. The same arguments make the same
 * bytes. The testkit's generator makes the odd rows; they would measure quotes and newlines, not throughput.
 */
public final class PlainCsv {
    /** The fields before the note take up to 52 bytes. */
    static final int LEAST_ROW_BYTES = 64;

    private static final String HEADER = "id,account,city,amount,day,note\n";
    private static final String[] CITIES = {"Oslo", "Lisbon", "Hamburg", "Gdansk", "Trieste", "Antwerp", "Bilbao"};
    private static final String[] WORDS = {
        "pallet",
        "crate",
        "on",
        "the",
        "quay",
        "signed",
        "for",
        "by",
        "customs",
        "late",
        "seal",
        "intact",
        "gross",
        "net",
        "weight",
        "as",
        "declared",
        "reefer",
        "door",
        "north",
        "gate",
        "driver",
        "called",
        "again",
        "at",
        "noon",
        "damaged"
    };

    private final SplittableRandom random = new SplittableRandom(17);
    private final StringBuilder row = new StringBuilder();
    private final int rowBytes;

    private PlainCsv(int rowBytes) {
        if (rowBytes < LEAST_ROW_BYTES) {
            throw new IllegalArgumentException("rows of " + rowBytes + " bytes");
        }
        this.rowBytes = rowBytes;
    }

    /**
     * Writes the file.
     *
     * @param rows without the header
     * @param rowBytes bytes of each row, without its line end
     */
    static void write(Path file, long rows, int rowBytes) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            write(out, rows, rowBytes);
        }
    }

    /** The same to a stream, which stays open. */
    public static void write(OutputStream out, long rows, int rowBytes) throws IOException {
        PlainCsv csv = new PlainCsv(rowBytes);
        out.write(HEADER.getBytes(StandardCharsets.US_ASCII));
        for (long number = 1; number <= rows; number++) {
            out.write(csv.row(number).getBytes(StandardCharsets.US_ASCII));
        }
    }

    private String row(long number) {
        row.setLength(0);
        row.append(number).append(",A").append(10_000_000 + random.nextInt(90_000_000));
        row.append(',').append(oneOf(CITIES));
        row.append(',').append(random.nextInt(10_000)).append('.').append(10 + random.nextInt(90));
        row.append(",2026-").append(10 + random.nextInt(3)).append('-').append(10 + random.nextInt(19));
        row.append(',');
        while (row.length() < rowBytes) {
            row.append(oneOf(WORDS)).append(' ');
        }
        row.setLength(rowBytes);
        return row.append('\n').toString();
    }

    private String oneOf(String[] choices) {
        return choices[random.nextInt(choices.length)];
    }
}
