package io.waybill.sandbox.check;

import static io.waybill.sandbox.check.Property.P1;
import static io.waybill.sandbox.check.Property.P2;
import static io.waybill.sandbox.check.Property.P3;
import static io.waybill.sandbox.check.Property.P4;
import static io.waybill.sandbox.check.Property.P5;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

/**
 * P1 to P5: lays the visible records beside the rows and names what does not fit. Equal ends are passed over; of the
 * middle, as many records as possible are taken to be in their place. For one thread.
 */
final class RowCheck {
    /** So many rows ahead are tried first, so that one of several equal rows is found where it belongs. */
    private static final int AHEAD = 16;

    private final SourceRows rows;
    private final VisibleRecords records;
    private final long wanted;
    private final ViolationList violations;
    private long begin;
    private long rowsEnd;
    private long recordsEnd;

    /** @param wanted how many rows, from the first one on, must be there; later ones may be */
    RowCheck(SourceRows rows, VisibleRecords records, long wanted, ViolationList violations) {
        this.rows = rows;
        this.records = records;
        this.wanted = wanted;
        this.violations = violations;
        this.rowsEnd = rows.count();
        this.recordsEnd = records.count();
    }

    void check() {
        while (begin < rowsEnd && begin < recordsEnd && rows.hash(begin) == records.hash(begin)) {
            begin++;
        }
        while (rowsEnd > begin && recordsEnd > begin && rows.hash(rowsEnd - 1) == records.hash(recordsEnd - 1)) {
            rowsEnd--;
            recordsEnd--;
        }
        if (begin < recordsEnd || begin < Math.min(rowsEnd, wanted)) {
            name();
        }
        nameAdorned();
    }

    private void name() {
        if (begin == recordsEnd) { // no table is needed to see that the rest is missing
            missing(begin, Math.min(rowsEnd, wanted));
            return;
        }
        int[] found = found(new RowLookup(rows));
        BitSet present = new BitSet();
        BitSet placed = Order.inOrder(inMiddle(found));
        placed.stream().forEach(place -> present.set(found[place]));
        nameMoved(found, placed, present);
        nameGaps(found, placed, present);
    }

    /** The row of each record of the middle, or -1. */
    private int[] found(RowLookup lookup) {
        int[] found = Order.none(Math.toIntExact(recordsEnd - begin));
        long next = begin;
        for (int place = 0; place < found.length; place++) {
            long hash = records.hash(begin + place);
            long row = ahead(next, hash);
            found[place] = row < 0 ? lookup.find(hash) : Math.toIntExact(row);
            next = found[place] < 0 ? next : found[place] + 1L;
        }
        return found;
    }

    private long ahead(long next, long hash) {
        for (long row = next; row < Math.min(rows.count(), next + AHEAD); row++) {
            if (rows.hash(row) == hash) {
                return row;
            }
        }
        return -1;
    }

    private int[] inMiddle(int[] found) {
        int[] middle = found.clone();
        for (int place = 0; place < middle.length; place++) {
            middle[place] = isMiddle(middle[place]) ? middle[place] : -1;
        }
        return middle;
    }

    private boolean isMiddle(int row) {
        return row >= begin && row < rowsEnd;
    }

    private void nameMoved(int[] found, BitSet placed, BitSet present) {
        for (int place = 0; place < found.length; place++) {
            int row = found[place];
            if (row < 0 || placed.get(place)) {
                continue;
            }
            if (!isMiddle(row) || present.get(row)) {
                add(P2, row, begin + place, "duplicate: the row has a second record");
            } else {
                present.set(row);
                add(P3, row, begin + place, "reordered: the row's record stands " + neighbour(found, place));
            }
        }
    }

    private static String neighbour(int[] found, int place) {
        return place > 0 && found[place - 1] >= 0
                ? "after that of row " + (found[place - 1] + 1)
                : place + 1 < found.length && found[place + 1] >= 0
                        ? "before that of row " + (found[place + 1] + 1)
                        : "in another place";
    }

    /** Between two records in their place: rows without a record, and records without a row, which may be theirs. */
    private void nameGaps(int[] found, BitSet placed, BitSet present) {
        Deque<Long> strangers = new ArrayDeque<>();
        long row = begin;
        for (int place = 0; place < found.length; place++) {
            if (placed.get(place)) {
                nameGap(row, found[place], strangers, present);
                row = found[place] + 1L;
            } else if (found[place] < 0) {
                strangers.add(begin + place);
            }
        }
        nameGap(row, rowsEnd, strangers, present);
    }

    private void nameGap(long from, long to, Deque<Long> strangers, BitSet present) {
        strangers.removeIf(record -> rows.isHeader(records.hash(record)) && foreign(to, record, ", the header"));
        for (long row = from; row < to; row++) {
            if (!present.get(Math.toIntExact(row))) {
                Long record = strangers.poll();
                if (record != null) {
                    add(P5, row, record, "changed: the record in the row's place has other content");
                } else {
                    missing(row, Math.min(row + 1, wanted));
                }
            }
        }
        strangers.removeIf(record -> foreign(to, record, ""));
    }

    private boolean foreign(long before, long record, String what) {
        add(P4, before, record, "foreign: a record that is of no row" + what + " stands before this row");
        return true;
    }

    private void missing(long from, long to) {
        for (long row = from; row < to; row++) {
            violations.add(P1, rows.place(row, -1), "missing: the row has no record");
        }
    }

    private void nameAdorned() {
        if (!records.adorned().isEmpty()) {
            RowLookup lookup = new RowLookup(rows);
            records.adorned()
                    .forEach((record, what) -> add(
                            P5,
                            Math.max(0, lookup.find(records.hash(record))),
                            record,
                            "changed: the record has " + what));
        }
    }

    private void add(Property property, long row, long record, String sentence) {
        violations.add(property, rows.place(row, records.offset(record)), sentence);
    }
}
