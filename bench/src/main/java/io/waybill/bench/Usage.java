package io.waybill.bench;

/**
 * What a process has taken from its start to its end.
 *
 * @param seconds from start to end
 * @param cpuSeconds of all its threads, user and system
 * @param peakRssBytes the most memory it held at once, as far as it was seen
 */
record Usage(double seconds, double cpuSeconds, long peakRssBytes) {}
