/** The main flow: from the start path to the receipt. */
@org.jspecify.annotations.NullMarked
package io.waybill.job;
