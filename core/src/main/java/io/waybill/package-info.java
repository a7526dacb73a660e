/** Words of all: the one exception type and its codes. */
@org.jspecify.annotations.NullMarked
package io.waybill;
