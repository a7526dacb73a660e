/** Reaching Kafka: the settings every client shares, one partition's log as a reader sees it, and what its errors mean. */
@org.jspecify.annotations.NullMarked
package io.waybill.kafka;
