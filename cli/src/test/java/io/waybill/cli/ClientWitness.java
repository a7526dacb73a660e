package io.waybill.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsContext;
import org.apache.kafka.common.metrics.MetricsReporter;

/** A reporter that each Kafka client of a child process makes when its settings say so; leaves a file of the client's kind. */
public final class ClientWitness implements MetricsReporter {
    /** The setting that names the folder for the files. */
    static final String FOLDER = "waybill.witness.folder";

    private Path folder = Path.of("");

    @Override
    public void configure(Map<String, ?> settings) {
        folder = Path.of(String.valueOf(settings.get(FOLDER)));
    }

    @Override
    public void contextChange(MetricsContext context) {
        try {
            Files.writeString(folder.resolve(context.contextLabels().getOrDefault(MetricsContext.NAMESPACE, "?")), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void init(List<KafkaMetric> metrics) {}

    @Override
    public void metricChange(KafkaMetric metric) {}

    @Override
    public void metricRemoval(KafkaMetric metric) {}

    @Override
    public void close() {}
}
