package io.waybill.sandbox.check;

import io.waybill.checkpoint.CheckpointMirror;
import io.waybill.checkpoint.ContentSettings;
import io.waybill.source.ObjectReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * The job that is judged, and where its traces are.
 *
 * @param job its id
 * @param kafka client settings for direct connections to the brokers, past every proxy
 * @param places its topics
 * @param source the bytes it loads; stays the caller's
 * @param content what its records must be
 * @param mirror the copy of its checkpoint; stays the caller's
 * @param receipt the file that the job writes its receipt to; there need be none
 * @param deadline how long a reader may stand still before what holds it up is reported
 */
public record Subject(
        String job,
        Map<String, String> kafka,
        Places places,
        ObjectReader source,
        ContentSettings content,
        CheckpointMirror mirror,
        Path receipt,
        Duration deadline) {
    /**
     * Settings of a checkpoint topic that Waybill accepts and in which nothing is compacted away, so that the whole
     * history can be judged.
     */
    public static final Map<String, String> HISTORY_TOPIC =
            Map.of("cleanup.policy", "compact", "min.compaction.lag.ms", Long.toString(Long.MAX_VALUE));

    /**
     * The job's topics.
     *
     * @param from the destination's offset at which the job's records may begin; 0 for a new topic
     */
    public record Places(String topic, int partition, long from, String checkpointTopic) {}

    public Subject {
        kafka = Map.copyOf(kafka);
    }
}
