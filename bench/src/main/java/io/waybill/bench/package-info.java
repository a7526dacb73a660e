/** How fast Waybill is beside others that write the same rows to the same broker. Only in a source checkout. */
@org.jspecify.annotations.NullMarked
package io.waybill.bench;
