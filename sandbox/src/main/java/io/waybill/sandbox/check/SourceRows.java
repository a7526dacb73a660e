package io.waybill.sandbox.check;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.checkpoint.ContentSettings;
import io.waybill.sandbox.check.Violation.Place;
import io.waybill.source.ObjectReader;
import io.waybill.source.ReadWindow;
import io.waybill.verify.ReferenceRowReader;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;

/** Every row of the source: a hash of its record's value and where it begins, 16 bytes each. For one thread. */
final class SourceRows {
    /** The hash of a row that can have no record. */
    private static final long NO_RECORD = 0;

    private final LongList hashes = new LongList();
    private final LongList offsets = new LongList();
    private final Hashes hash = new Hashes();
    private final long size;
    private long header = NO_RECORD;
    private boolean blankLines;
    private String broken = "";

    private SourceRows(long size) {
        this.size = size;
    }

    /** Reads the object once, up to the first row whose end cannot be found. */
    static SourceRows read(ObjectReader source, ContentSettings content) {
        SourceRows rows = new SourceRows(source.object().size());
        try (ReferenceRowReader reader = new ReferenceRowReader(source, content.dialect(), ReadWindow.DEFAULT)) {
            rows.header = rows.hash.of(joined(reader.header(), content.dialect().delimiter()));
            while (reader.next()) {
                Optional<byte[]> value = ExpectedValue.of(reader, content.value());
                rows.hashes.add(value.map(rows.hash::of).orElse(NO_RECORD));
                rows.offsets.add(reader.rowOffset());
            }
            rows.blankLines = reader.blankLines() > 0;
        } catch (WaybillException e) {
            if (e.code() != ErrorCode.BAD_ROW) {
                throw e;
            }
            rows.broken = String.valueOf(e.getMessage());
        }
        return rows;
    }

    private static byte[] joined(List<byte[]> fields, byte delimiter) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] field : fields) {
            if (out.size() > 0) {
                out.write(delimiter);
            }
            out.writeBytes(field);
        }
        return out.toByteArray();
    }

    long count() {
        return hashes.size();
    }

    /** Why the rows end before the object does, or empty. */
    String broken() {
        return broken;
    }

    /** By index, from 0. */
    long hash(long index) {
        return hashes.get(index);
    }

    /** Whether a record's hash is that of the column names as a row. */
    boolean isHeader(long recordHash) {
        return recordHash == header;
    }

    /** Where a row begins, by index; the object's end after the last one. */
    long byteOffset(long index) {
        return index < offsets.size() ? offsets.get(index) : size;
    }

    /** A row by index and the record that is concerned. */
    Place place(long index, long offset) {
        return new Place(index + 1, byteOffset(index), offset);
    }

    /** Whether a checkpoint may lie at this byte after so many rows; blank lines leave some choice. */
    boolean isBoundary(long rows, long byteOffset) {
        if (rows > count()) {
            return false;
        }
        long next = byteOffset(rows);
        if (rows == 0) {
            return byteOffset <= next;
        }
        boolean choice = blankLines || (!broken.isEmpty() && rows == count());
        return choice ? byteOffset > byteOffset(rows - 1) && byteOffset <= next : byteOffset == next;
    }
}
