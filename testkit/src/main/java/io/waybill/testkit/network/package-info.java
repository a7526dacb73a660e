/**
 * Network faults between Kafka's clients and brokers: a TCP proxy in front of each broker that knows Kafka's framing, and
 * the faults that it can be told to play.
 *
 * <p>Start with {@link io.waybill.testkit.network.KafkaNetwork}, which a cluster started with
 * {@link io.waybill.testkit.KafkaServer#startBehindProxies} has; {@link io.waybill.testkit.network.NetworkFault} lists
 * the faults.
 */
@org.jspecify.annotations.NullMarked
package io.waybill.testkit.network;
