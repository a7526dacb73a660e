/** Row to Kafka record. */
@org.jspecify.annotations.NullMarked
package io.waybill.record;
