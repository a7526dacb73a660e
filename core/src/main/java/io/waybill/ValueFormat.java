package io.waybill;

/** What a record's value holds of its row. */
public enum ValueFormat {
    /** One JSON object, keys in header order, values as strings. */
    JSON,
    /** The row's bytes without its line end. */
    RAW
}
