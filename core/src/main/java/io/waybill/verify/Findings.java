package io.waybill.verify;

import io.waybill.verify.Difference.Kind;
import io.waybill.verify.ExpectedRows.ExpectedRow;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gives each inequality its name. A record that is not in its place may be another row's, so a second reading of the
 * source decides at the end: a row that lost its place and stands elsewhere is reordered, one that has its place and
 * stands elsewhere as well is a duplicate, one that stands nowhere is missing or changed, and a record of no row is
 * foreign.
 */
final class Findings {
    private static final int MOST = 20_000;

    /**
     * A record out of place.
     *
     * @param around the rows that were expected there, each taken at most once, by whichever stranger comes first
     * @param next the row before which both sides run together again
     */
    private record Stranger(ActualRecord record, Iterator<ExpectedRow> around, ExpectedRow next) {}

    private final Map<Long, ExpectedRow> absent = new TreeMap<>(); // by row number
    private final List<Stranger> strangers = new ArrayList<>();
    private final List<Difference> differences = new ArrayList<>();

    /**
     * @param rows expected here without finding their records
     * @param records found here instead
     * @param next the row after these, from which both sides run together again
     */
    void add(List<ExpectedRow> rows, List<ActualRecord> records, ExpectedRow next) {
        rows.forEach(row -> absent.put(row.row(), row));
        Iterator<ExpectedRow> around = rows.iterator();
        records.forEach(record -> strangers.add(new Stranger(record, around, next)));
    }

    boolean areFull() {
        return absent.size() + strangers.size() > MOST;
    }

    boolean areEmpty() {
        return absent.isEmpty() && strangers.isEmpty();
    }

    /** Names everything, with the help of a second reading of the source. */
    List<Difference> resolve(ExpectedRows source) {
        Map<ByteBuffer, List<ExpectedRow>> origins = origins(source);
        List<Stranger> ofNoRow = new ArrayList<>();
        for (Stranger stranger : strangers) {
            List<ExpectedRow> rows = stranger.record().plain()
                    ? origins.getOrDefault(ByteBuffer.wrap(stranger.record().value()), List.of())
                    : List.of();
            if (rows.isEmpty()) {
                ofNoRow.add(stranger);
            } else {
                nameDisplaced(stranger.record(), rows);
            }
        }
        ofNoRow.forEach(this::nameUnknown);
        absent.values().forEach(row -> report(Kind.MISSING, row.row(), row.byteOffset(), -1));
        differences.sort(Comparator.comparingLong(Difference::row).thenComparingLong(Difference::offset));
        return differences;
    }

    /** The rows whose values the strangers have. */
    private Map<ByteBuffer, List<ExpectedRow>> origins(ExpectedRows source) {
        Map<ByteBuffer, List<ExpectedRow>> origins = new HashMap<>();
        strangers.forEach(
                stranger -> origins.put(ByteBuffer.wrap(stranger.record().value()), new ArrayList<>(1)));
        if (strangers.isEmpty()) {
            return origins;
        }
        while (source.next()) {
            ExpectedRow row = source.current();
            List<ExpectedRow> rows = origins.get(ByteBuffer.wrap(row.value()));
            if (rows != null) {
                rows.add(row);
            }
        }
        return origins;
    }

    private void nameDisplaced(ActualRecord record, List<ExpectedRow> rows) {
        ExpectedRow row = rows.stream()
                .filter(candidate -> absent.containsKey(candidate.row()))
                .findFirst()
                .orElse(rows.get(0));
        boolean lostItsPlace = absent.remove(row.row()) != null;
        report(lostItsPlace ? Kind.REORDERED : Kind.DUPLICATE, row.row(), row.byteOffset(), record.offset());
    }

    private void nameUnknown(Stranger stranger) {
        long offset = stranger.record().offset();
        while (stranger.around().hasNext()) {
            ExpectedRow row = stranger.around().next();
            if (absent.remove(row.row()) != null) {
                report(Kind.CHANGED, row.row(), row.byteOffset(), offset);
                return;
            }
        }
        report(Kind.FOREIGN, stranger.next().row(), stranger.next().byteOffset(), offset);
    }

    private void report(Kind kind, long row, long byteOffset, long offset) {
        differences.add(new Difference(kind, row, byteOffset, offset));
    }
}
