package io.waybill.verify;

import io.waybill.verify.ExpectedRows.ExpectedRow;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares expected rows and committed records in lockstep. Where they differ it collects a window of both sides, finds
 * the nearest place from which they run together again, and hands what lies before it to the {@link Findings}.
 */
final class Comparison {
    private static final int FIRST_WINDOW = 4096;
    private static final int LARGEST_WINDOW = 1 << 16;
    private static final int TOGETHER = 3; // places that must be equal before both sides count as running together

    private final ExpectedRows expected;
    private final Findings findings;
    private final List<ExpectedRow> rows = new ArrayList<>(); // both empty while the sides run together
    private final List<ActualRecord> records = new ArrayList<>();
    private int window = FIRST_WINDOW;
    private boolean rowsEnded;
    private boolean recordsEnded;
    private long compared;

    Comparison(ExpectedRows expected, Findings findings) {
        this.expected = expected;
        this.findings = findings;
    }

    /** Takes the next committed record; returns false when there are too many differences to go on. */
    boolean accept(ActualRecord actual) {
        if (records.isEmpty() && rows.isEmpty() && nextRow()) {
            if (expected.isRecord(actual)) {
                return true;
            }
            rows.add(expected.current());
        }
        records.add(actual);
        while (records.size() >= window && !findings.areFull()) {
            align();
        }
        return !findings.areFull();
    }

    /** After the last record: whatever rows are left are missing. */
    void end() {
        recordsEnded = true;
        do {
            align();
        } while (!findings.areFull() && !(rowsEnded && rows.isEmpty() && records.isEmpty()));
    }

    /** Rows taken from the source so far. */
    long compared() {
        return compared;
    }

    private boolean nextRow() {
        rowsEnded = !expected.next();
        if (!rowsEnded) {
            compared++;
        }
        return !rowsEnded;
    }

    private void align() {
        while (rows.size() < window && nextRow()) {
            rows.add(expected.current());
        }
        int equal = equalFrom(0, 0, Integer.MAX_VALUE);
        drop(equal, equal);
        if (rows.isEmpty() && records.isEmpty()) {
            window = FIRST_WINDOW;
            return;
        }
        if (equal == 0) {
            settleDifference();
        }
    }

    /** How many places are equal from these two on, at most {@code limit}; ends that coincide count as equal. */
    private int equalFrom(int row, int record, int limit) {
        int equal = 0;
        while (equal < limit && row + equal < rows.size() && record + equal < records.size()) {
            if (!records.get(record + equal).isRecordOf(rows.get(row + equal))) {
                return equal;
            }
            equal++;
        }
        boolean bothEnd = rowsEnded && recordsEnded && row + equal == rows.size() && record + equal == records.size();
        return bothEnd && limit != Integer.MAX_VALUE ? limit : equal;
    }

    private void settleDifference() {
        Map<ByteBuffer, List<Integer>> rowsByValue = new HashMap<>();
        for (int row = 0; row < rows.size(); row++) {
            rowsByValue
                    .computeIfAbsent(ByteBuffer.wrap(rows.get(row).value()), value -> new ArrayList<>(1))
                    .add(row);
        }
        int bestRow = rows.size();
        int bestRecord = records.size();
        for (int record = 0; record < records.size() && record < bestRow + bestRecord; record++) {
            ByteBuffer value = ByteBuffer.wrap(records.get(record).value());
            for (int row : rowsByValue.getOrDefault(value, List.of())) {
                if (row + record < bestRow + bestRecord && equalFrom(row, record, TOGETHER) >= TOGETHER) {
                    bestRow = row;
                    bestRecord = record;
                }
            }
        }
        boolean unsettled = bestRow == rows.size() && bestRecord == records.size() && !(rowsEnded && recordsEnded);
        if (unsettled && window < LARGEST_WINDOW) {
            window *= 4;
        } else {
            report(bestRow, bestRecord);
        }
    }

    private void report(int rowCount, int recordCount) {
        ExpectedRow next = rowCount < rows.size() ? rows.get(rowCount) : ExpectedRow.afterLast(compared);
        findings.add(List.copyOf(rows.subList(0, rowCount)), List.copyOf(records.subList(0, recordCount)), next);
        drop(rowCount, recordCount);
    }

    private void drop(int rowCount, int recordCount) {
        rows.subList(0, rowCount).clear();
        records.subList(0, recordCount).clear();
    }
}
