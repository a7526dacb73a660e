/**
 * The protocol as a small model, explored exhaustively: every order in which attempts, brokers and network can act, with
 * crashes, zombies and delays at each step. Begin with {@link io.waybill.model.AttemptSteps}: it is the start path and
 * the steady state. What the model covers and leaves out is in {@code docs/concepts/model.md}.
 */
@org.jspecify.annotations.NullMarked
package io.waybill.model;
