package io.waybill.csv;

/**
 * The row with the column names, as the object has it.
 *
 * @param offset byte offset of its first byte
 * @param row its bytes without the line end
 */
@SuppressWarnings("ArrayRecordComponent") // a header is its bytes: it is read, never compared
public record Header(long offset, byte[] row) {}
