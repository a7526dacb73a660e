/**
 * Breaks a job on real servers, on purpose and by a schedule that a seed decides, and has the outcome checked. Start with
 * {@link io.waybill.sandbox.chaos.ChaosRun}.
 */
@org.jspecify.annotations.NullMarked
package io.waybill.sandbox.chaos;
