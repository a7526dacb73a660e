package io.waybill.job;

import io.waybill.checkpoint.Mirroring;
import io.waybill.kafka.KafkaClients;
import io.waybill.source.ObjectReader;
import java.util.function.Function;

/**
 * What a job reaches out to.
 *
 * @param source the pinned object; stays the caller's
 * @param mirrors opens mirror and lease of a job id; the job closes them
 * @param stop how the process asks the job to end
 */
public record Connections(
        KafkaClients kafka,
        ObjectReader source,
        Function<String, Mirroring> mirrors,
        Progress progress,
        StopRequest stop) {}
