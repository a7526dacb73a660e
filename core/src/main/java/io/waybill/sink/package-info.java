/** Records to Kafka: one transaction holds rows and their checkpoint. */
@org.jspecify.annotations.NullMarked
package io.waybill.sink;
