/** Bytes to rows: framing and positions by RFC 4180, plus what real files hold. */
@org.jspecify.annotations.NullMarked
package io.waybill.csv;
