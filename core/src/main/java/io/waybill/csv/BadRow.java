package io.waybill.csv;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.source.SourceObject;

/** Words the error of a row that breaks the dialect, so that all of them name row, byte and object alike. */
public final class BadRow {
    private BadRow() {}

    /**
     * A BAD_ROW error: "row 7 at byte 120 of s3://... has 3 fields, the header has 5".
     *
     * @param rowNumber from 1; 0 is the header
     * @param rowOffset byte offset of the row's first byte
     * @param reason goes on after the place, such as "has 3 fields"
     * @param fix one sentence: what the reader can do about it
     */
    public static WaybillException at(SourceObject object, long rowNumber, long rowOffset, String reason, String fix) {
        String row = rowNumber == 0 ? "the header" : "row " + rowNumber;
        return new WaybillException(
                ErrorCode.BAD_ROW, row + " at byte " + rowOffset + " of " + object + " " + reason, fix);
    }

    /** The same for the current row of {@code rows}. */
    public static WaybillException current(RowReader rows, String reason, String fix) {
        return at(rows.object(), rows.rowNumber(), rows.rowOffset(), reason, fix);
    }
}
