/**
 * The real servers, as child processes of this JVM that can be killed, paused and restarted, and a CSV generator that
 * knows every row it wrote.
 *
 * <p>Start with {@link io.waybill.testkit.KafkaServer}; {@link io.waybill.testkit.ServerProcess} is what all servers
 * have in common; {@code network} has the faults between Kafka's clients and brokers.
 */
@org.jspecify.annotations.NullMarked
package io.waybill.testkit;
