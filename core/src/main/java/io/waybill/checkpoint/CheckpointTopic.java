package io.waybill.checkpoint;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.kafka.KafkaClients;
import io.waybill.kafka.KafkaErrors;
import io.waybill.kafka.PartitionLog;
import io.waybill.kafka.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * The truth about every job: a compacted topic of one partition, key = job id, value = the newest {@link Checkpoint},
 * written in the same transaction as the rows it stands for.
 */
public final class CheckpointTopic {
    /** The name unless {@code --checkpoint-topic} says another. */
    public static final String DEFAULT_NAME = "waybill.checkpoints";

    private static final long FIRST_WINDOW = 256;
    private static final int WINDOW_GROWTH = 16;

    private final KafkaClients clients;
    private final String name;
    private final Duration deadline;

    /** @param deadline how long each question to the cluster may take */
    public CheckpointTopic(KafkaClients clients, String name, Duration deadline) {
        this.clients = clients;
        this.name = name;
        this.deadline = deadline;
    }

    /** Where the sink writes a checkpoint. */
    public ProducerRecord<byte[], byte[]> record(Checkpoint checkpoint) {
        return new ProducerRecord<>(name, 0, key(checkpoint.job()), CheckpointJson.write(checkpoint));
    }

    private static byte[] key(String job) {
        return job.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Creates the topic where it is missing, and refuses one that could lose or reorder checkpoints.
     *
     * @throws WaybillException SETTING_REFUSED, KAFKA_FORBIDDEN, UNREACHABLE
     */
    public void ensure(Admin admin) {
        Topics topics = new Topics(admin, deadline);
        Optional<TopicDescription> existing = topics.describe(name);
        if (existing.isPresent()) {
            Topics.requireRead(existing.get());
            requireUsable(existing.get(), topics.settings(name));
        } else {
            topics.create(newTopic(topics.brokers()));
        }
    }

    private NewTopic newTopic(int brokers) {
        short replicas = (short) Math.min(3, brokers);
        return new NewTopic(name, 1, replicas)
                .configs(Map.of(
                        "cleanup.policy", "compact",
                        "min.insync.replicas", replicas >= 3 ? "2" : "1",
                        "unclean.leader.election.enable", "false",
                        "segment.bytes", Integer.toString(1 << 20),
                        "min.cleanable.dirty.ratio", "0.1"));
    }

    private void requireUsable(TopicDescription topic, Map<String, String> settings) {
        String policy = settings.getOrDefault("cleanup.policy", "");
        if (topic.partitions().size() != 1 || !policy.equals("compact")) {
            throw new WaybillException(
                    ErrorCode.SETTING_REFUSED,
                    "The checkpoint topic " + name + " has "
                            + topic.partitions().size() + " partitions and cleanup.policy=" + policy
                            + "; checkpoints could be lost in it.",
                    "Use a topic with exactly 1 partition and cleanup.policy=compact, named with --checkpoint-topic.");
        }
    }

    /**
     * The newest committed checkpoint of a job. Only after {@code initTransactions()} is that the truth: before it, an
     * older attempt's commit may still be under way.
     *
     * <p>The end is taken as a read_uncommitted reader sees it and read up to as a read_committed one: the read_committed
     * end alone may stand before our own newest checkpoint while another job's transaction is open, and resuming from an
     * older checkpoint would repeat rows. The log is read backwards in growing windows, since compaction may have left
     * the job's only record anywhere.
     */
    public Optional<Checkpoint> read(Admin admin, String job) {
        try {
            PartitionLog log = new PartitionLog(clients, admin, new TopicPartition(name, 0), deadline);
            long begin = log.begin();
            long windowEnd = log.end();
            for (long window = FIRST_WINDOW; windowEnd > begin; window *= WINDOW_GROWTH) {
                long windowStart = Math.max(begin, windowEnd - window);
                Optional<ConsumerRecord<byte[], byte[]>> found = readLast(log, windowStart, windowEnd, key(job));
                if (found.isPresent()) { // without a value it deletes the job, older checkpoints included
                    return Optional.ofNullable(found.get().value()).map(CheckpointJson::read);
                }
                windowEnd = windowStart;
            }
            return Optional.empty();
        } catch (KafkaException e) {
            throw KafkaErrors.translate(e, "Reading the checkpoint topic " + name);
        }
    }

    private static Optional<ConsumerRecord<byte[], byte[]>> readLast(PartitionLog log, long from, long to, byte[] key) {
        List<ConsumerRecord<byte[], byte[]>> newest = new ArrayList<>(1);
        log.read(IsolationLevel.READ_COMMITTED, from, to, record -> {
            if (Arrays.equals(record.key(), key)) {
                newest.clear();
                newest.add(record);
            }
            return true;
        });
        return newest.stream().findFirst();
    }

    @Override
    public String toString() {
        return name;
    }
}
