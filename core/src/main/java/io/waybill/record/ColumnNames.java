package io.waybill.record;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.csv.ByteBuilder;
import io.waybill.csv.CsvDialect;
import io.waybill.csv.FieldCursor;
import io.waybill.csv.Header;
import io.waybill.csv.RowReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The names of the columns, as keys of a JSON object: none empty, none twice, all UTF-8. */
final class ColumnNames {
    private static final String FIX = "Repair the header; or load it with --value raw, which needs no names.";

    private ColumnNames() {}

    /** The header's fields; {@code c1}, {@code c2} and so on for each field of the first row if there is no header. */
    static byte[][] of(RowReader rows) {
        Optional<Header> header = rows.header();
        if (header.isPresent()) {
            return named(header.get().row(), rows);
        }
        byte[][] names = new byte[rows.columns()][];
        for (int i = 0; i < names.length; i++) {
            names[i] = ("c" + (i + 1)).getBytes(StandardCharsets.US_ASCII);
        }
        return names;
    }

    private static byte[][] named(byte[] row, RowReader rows) {
        requireUtf8(row, rows);
        List<byte[]> names = new ArrayList<>();
        FieldCursor fields = new FieldCursor(rows.dialect());
        fields.row(row, 0, row.length);
        while (fields.next()) {
            if (fields.hasTail() && rows.dialect().quotes() == CsvDialect.Quotes.STRICT) {
                throw refused(rows, "has text after a closing quote in column " + (names.size() + 1));
            }
            ByteBuilder name = new ByteBuilder(64);
            fields.decode(name);
            names.add(name.toByteArray());
        }
        requireDistinct(names, rows);
        return names.toArray(byte[][]::new);
    }

    private static void requireUtf8(byte[] row, RowReader rows) {
        int stop = JsonText.append(new ByteBuilder(row.length), row, 0, row.length, JsonText.NO_STOP);
        if (stop < row.length) {
            throw refused(rows, String.format("is not UTF-8: 0x%02X at its byte %d", row[stop], stop));
        }
    }

    private static void requireDistinct(List<byte[]> names, RowReader rows) {
        Set<String> seen = new LinkedHashSet<>();
        Set<String> twice = new LinkedHashSet<>();
        List<String> empty = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = new String(names.get(i), StandardCharsets.UTF_8);
            if (name.isEmpty()) {
                empty.add("column " + (i + 1));
            } else if (!seen.add(name)) {
                twice.add("\"" + name + "\"");
            }
        }
        if (!twice.isEmpty()) {
            throw refused(rows, "names twice: " + String.join(", ", twice));
        }
        if (!empty.isEmpty()) {
            throw refused(rows, "has no name for " + String.join(", ", empty));
        }
    }

    private static WaybillException refused(RowReader rows, String reason) {
        return new WaybillException(ErrorCode.SOURCE_UNSUPPORTED, "the header of " + rows.object() + " " + reason, FIX);
    }
}
