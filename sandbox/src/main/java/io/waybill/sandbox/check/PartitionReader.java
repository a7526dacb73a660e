package io.waybill.sandbox.check;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** One partition under one isolation level, by a plain consumer without a group. For one thread. */
final class PartitionReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final TopicPartition partition;
    private final Duration deadline;

    /** @param deadline how long an answer may take, and how long reading may stand still */
    PartitionReader(Map<String, String> settings, TopicPartition partition, IsolationLevel level, Duration deadline) {
        Map<String, Object> config = new HashMap<>(settings);
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, "waybill-checker");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, level.toString());
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "20");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000");
        this.consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.partition = partition;
        this.deadline = deadline;
        consumer.assign(List.of(partition));
    }

    /** The first offset that is still there. */
    long begin() {
        return offset(consumer.beginningOffsets(List.of(partition), deadline));
    }

    /** The end under this isolation level: the last stable offset, or the end of everything. */
    long end() {
        return offset(consumer.endOffsets(List.of(partition), deadline));
    }

    private long offset(Map<TopicPartition, Long> offsets) {
        return Objects.requireNonNull(offsets.get(partition), "no offset of " + partition);
    }

    void seek(long offset) {
        consumer.seek(partition, offset);
    }

    /** The offset that is read next. */
    long position() {
        return consumer.position(partition, deadline);
    }

    /** What there is now, waiting for so long if there is nothing. */
    Iterable<ConsumerRecord<byte[], byte[]>> poll(Duration wait) {
        return consumer.poll(wait);
    }

    /**
     * Gives each record from one offset up to but not including another to its reader.
     *
     * @return where it stood still until the deadline; empty when it came to the end
     */
    Optional<Long> read(long from, long to, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        seek(from);
        long moved = System.nanoTime();
        for (long at = from; at < to; ) {
            for (ConsumerRecord<byte[], byte[]> record : poll(POLL)) {
                if (record.offset() < to) {
                    reader.accept(record);
                }
            }
            long now = position();
            if (now > at) {
                moved = System.nanoTime();
            } else if (System.nanoTime() - moved > deadline.toNanos()) {
                return Optional.of(now);
            }
            at = now;
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
