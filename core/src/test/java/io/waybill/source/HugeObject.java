package io.waybill.source;

import java.nio.charset.StandardCharsets;

/** An object larger than any memory: rows of 16 bytes that hold their number, from 1, made as they are read. */
public final class HugeObject implements ObjectReader {
    /** Bytes of a row, its newline included. */
    public static final int ROW = 16;

    private final long rows;

    public HugeObject(long rows) {
        this.rows = rows;
    }

    /** A row's bytes, without its newline. */
    public static String row(long number) {
        return String.format("%015d", number);
    }

    @Override
    public SourceObject object() {
        return new SourceObject("s3://bucket/huge.csv", "v1", "etag", rows * ROW, StoredChecksum.NONE);
    }

    @Override
    public void readFully(ByteRange range, byte[] target, int at) {
        byte[] row = new byte[0];
        for (long offset = range.start(); offset < range.end(); offset++) {
            int inRow = Math.toIntExact(offset % ROW);
            if (inRow == 0 || row.length == 0) {
                row = (row(offset / ROW + 1) + "\n").getBytes(StandardCharsets.US_ASCII);
            }
            target[at + Math.toIntExact(offset - range.start())] = row[inRow];
        }
    }

    @Override
    public long bytesRead() {
        return 0;
    }

    @Override
    public void close() {}
}
