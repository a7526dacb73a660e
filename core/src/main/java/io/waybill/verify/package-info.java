/** Is it true: an independent reading of both sides, compared row by row. */
@org.jspecify.annotations.NullMarked
package io.waybill.verify;
