/** Where we are: the truth in Kafka, its mirror elsewhere, and the lease. */
@org.jspecify.annotations.NullMarked
package io.waybill.checkpoint;
