package io.waybill;

/** What a record's value holds. */
public enum ValueFormat {
    /** One JSON object per row, the column names as keys, the fields as strings. */
    JSON,
    /** The row's bytes as they stand in the file, without its line end. */
    RAW
}
