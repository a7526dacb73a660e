/** Waybill on real servers of its own: to try it, and to see it survive. Only in a source checkout. */
@org.jspecify.annotations.NullMarked
package io.waybill.sandbox;
