package io.waybill.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A CSV file of any length (RFC 4180, UTF-8) that is the same for the same seed, row count and options, and whose every
 * row can be told without reading it. The first column is the row number, from 1. It holds no state: any thread may use
 * it.
 */
public final class CsvGenerator {
    private static final int WRITE_BYTES = 1 << 18;

    private final long seed;
    private final long rows;
    private final CsvOptions options;

    /** With quotes, newlines in fields, and a header. */
    public CsvGenerator(long seed, long rows) {
        this(seed, rows, CsvOptions.quoted());
    }

    public CsvGenerator(long seed, long rows, CsvOptions options) {
        if (rows < 0) {
            throw new IllegalArgumentException(rows + " rows");
        }
        this.seed = seed;
        this.rows = rows;
        this.options = options;
    }

    /** The rows of the file; the header is none. */
    public long rows() {
        return rows;
    }

    /** The names of the columns, whether or not the file has a header. */
    public List<String> columns() {
        return CsvFields.COLUMNS;
    }

    /** The decoded fields of one row, counted from 1. */
    public List<String> row(long number) {
        if (number < 1 || number > rows) {
            throw new IllegalArgumentException("row " + number + " of " + rows);
        }
        CsvFields fields = new CsvFields(seed, options);
        fields.fill(number);
        return fields.strings();
    }

    /** Writes the file, replacing one that exists; its size in bytes. */
    public long writeTo(Path file) {
        try (OutputStream out = Files.newOutputStream(file)) {
            return writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes header and rows in large writes, and leaves the stream open; the number of bytes. */
    public long writeTo(OutputStream out) throws IOException {
        CsvFields fields = new CsvFields(seed, options);
        CsvWriter csv = new CsvWriter(options);
        long written = 0;
        for (long row = 1; row <= rows; row++) {
            fields.fill(row);
            csv.append(fields);
            if (csv.bytes().length() >= WRITE_BYTES) {
                written += csv.bytes().drainTo(out);
            }
        }
        return written + csv.bytes().drainTo(out);
    }

    /** The whole file in memory, for small ones. */
    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
