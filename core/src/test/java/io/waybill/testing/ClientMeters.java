package io.waybill.testing;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;

/** What the Kafka clients of a test counted, those included that are closed by now. */
public final class ClientMeters implements MetricsReporter {
    private static final List<KafkaMetric> METRICS = new CopyOnWriteArrayList<>();

    /** Forgets what was counted; the setting with which the next clients count. */
    public static Map<String, String> begin() {
        METRICS.clear();
        return Map.of("metric.reporters", ClientMeters.class.getName());
    }

    /** The sum of a counter over all clients. */
    public static double total(String metric) {
        return METRICS.stream()
                .filter(each -> each.metricName().name().equals(metric))
                .mapToDouble(ClientMeters::value)
                .sum();
    }

    /** The same, for one topic. */
    public static double total(String metric, String topic) {
        return METRICS.stream()
                .filter(each -> each.metricName().name().equals(metric)
                        && topic.equals(each.metricName().tags().get("topic")))
                .mapToDouble(ClientMeters::value)
                .sum();
    }

    private static double value(KafkaMetric metric) {
        return metric.metricValue() instanceof Double value && !value.isNaN() ? value : 0;
    }

    @Override
    public void init(List<KafkaMetric> metrics) {
        METRICS.addAll(metrics);
    }

    @Override
    public void metricChange(KafkaMetric metric) {
        METRICS.add(metric);
    }

    @Override
    public void metricRemoval(KafkaMetric metric) {}

    @Override
    public void close() {}

    @Override
    public void configure(Map<String, ?> configs) {}
}
