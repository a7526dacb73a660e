package io.waybill.bench;

/**
 * How a contestant takes part.
 *
 * @param process to run
 * @param clock reads what it prints
 * @param rows that it is to handle
 */
record Entry(ProcessBuilder process, Clock clock, long rows) {}
