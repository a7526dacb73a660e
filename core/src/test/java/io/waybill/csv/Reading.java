package io.waybill.csv;

import io.waybill.WaybillException;
import io.waybill.source.InMemoryObject;
import io.waybill.source.ObjectReader;
import io.waybill.source.ReadWindow;
import io.waybill.verify.ReferenceRowReader;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** All that a reader tells about an object, in a form that can be compared. Bytes are strings with one char per byte. */
final class Reading {
    final List<String> header = new ArrayList<>();
    final List<List<String>> rows = new ArrayList<>();
    final List<String> raw = new ArrayList<>();
    final List<Long> numbers = new ArrayList<>();
    final List<Long> offsets = new ArrayList<>();
    final List<Long> afterQuote = new ArrayList<>();
    long blanks;
    String error = "";

    /** Only of RowReader: the place after each row, and at last the end of the object. */
    final List<Position> positions = new ArrayList<>();

    /** Only of RowReader: the checksum at each position. */
    final List<Long> checksums = new ArrayList<>();

    static Reading ofReference(byte[] object, CsvDialect dialect) {
        Reading reading = new Reading();
        try (ReferenceRowReader reader =
                new ReferenceRowReader(new InMemoryObject(object), dialect, ReadWindow.DEFAULT)) {
            reader.header().forEach(name -> reading.header.add(Visible.text(name)));
            reading.blanks = reader.blankLines();
            while (reader.next()) {
                reading.add(reader);
            }
            reading.blanks = reader.blankLines();
        } catch (WaybillException e) {
            reading.error = e.code() + " " + e.getMessage();
        }
        return reading;
    }

    static Reading of(byte[] object, CsvDialect dialect, Position start, int partBytes) {
        Reading reading = new Reading();
        CRC32 checksum = new CRC32();
        ObjectReader source = new InMemoryObject(object);
        try (RowReader reader = RowReader.open(source, dialect, start, checksum, new ReadWindow(partBytes, 2))) {
            reading.readAll(reader, checksum);
        } catch (WaybillException e) {
            reading.error = e.code() + " " + e.getMessage();
        }
        return reading;
    }

    /** The error without what the two readers word differently: code, row and byte. */
    String errorPlace() {
        return error.replaceAll(" of s3.*", "");
    }

    private void readAll(RowReader reader, CRC32 checksum) {
        FieldCursor fields = new FieldCursor(reader.dialect());
        reader.header().ifPresent(found -> {
            fields.row(found.row(), 0, found.row().length);
            while (fields.next()) {
                header.add(decoded(fields));
            }
        });
        try {
            while (reader.next()) {
                add(reader, fields);
                mark(reader, checksum);
            }
        } finally {
            mark(reader, checksum);
        }
    }

    private void mark(RowReader reader, CRC32 checksum) {
        positions.add(reader.position());
        checksums.add(checksum.getValue());
        blanks = reader.position().blank();
    }

    private void add(RowReader reader, FieldCursor fields) {
        List<String> row = new ArrayList<>();
        boolean tail = false;
        fields.row(reader.buffer(), reader.start(), reader.end());
        while (fields.next()) {
            row.add(decoded(fields));
            tail |= fields.hasTail();
        }
        rows.add(row);
        raw.add(Visible.text(reader.buffer()).substring(reader.start(), reader.end()));
        numbers.add(reader.rowNumber());
        offsets.add(reader.rowOffset());
        if (tail) {
            afterQuote.add(reader.rowNumber());
        }
    }

    private void add(ReferenceRowReader reader) {
        List<String> row = new ArrayList<>();
        reader.fields().forEach(field -> row.add(Visible.text(field)));
        rows.add(row);
        raw.add(Visible.text(reader.rowBytes()));
        numbers.add(reader.rowNumber());
        offsets.add(reader.rowOffset());
        blanks = reader.blankLines();
        if (reader.textAfterQuote()) {
            afterQuote.add(reader.rowNumber());
        }
    }

    private static String decoded(FieldCursor fields) {
        ByteBuilder field = new ByteBuilder(1);
        fields.decode(field);
        return Visible.text(field.toByteArray());
    }
}
