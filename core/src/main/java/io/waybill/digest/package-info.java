/** What proves it: the chain over the records and the checksum of the source. */
@org.jspecify.annotations.NullMarked
package io.waybill.digest;
