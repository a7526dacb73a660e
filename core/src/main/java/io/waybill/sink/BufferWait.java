package io.waybill.sink;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** Reads off a producer's metrics how long {@code send} has waited for room in its buffer. */
final class BufferWait {
    private static final String NAME = "bufferpool-wait-time-ns-total"; // KIP-764

    private BufferWait() {}

    /** In nanoseconds; 0 for a producer without that metric. */
    static long nanos(Producer<?, ?> producer) {
        for (var metric : producer.metrics().entrySet()) {
            if (isWait(metric.getKey())) {
                return nanos(metric.getValue());
            }
        }
        return 0;
    }

    private static boolean isWait(MetricName name) {
        return name.name().equals(NAME) && name.group().equals("producer-metrics");
    }

    private static long nanos(Metric metric) {
        return metric.metricValue() instanceof Number number ? number.longValue() : 0;
    }
}
