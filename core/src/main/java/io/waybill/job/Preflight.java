package io.waybill.job;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.checkpoint.Destination;
import io.waybill.kafka.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;

/** Everything about the destination that can be known to be wrong before the first row is sent. */
final class Preflight {
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(90);

    /**
     * What the destination is and allows.
     *
     * @param transactionTimeout ours, or the broker's maximum where that is shorter
     */
    record Facts(Destination destination, int maxMessageBytes, Duration transactionTimeout) {}

    private final Topics topics;
    private final Consumer<String> warnings;

    /** @param warnings told what endangers the promise without forbidding it */
    Preflight(Topics topics, Consumer<String> warnings) {
        this.topics = topics;
        this.warnings = warnings;
    }

    /** @throws WaybillException TOPIC_NOT_FOUND, SETTING_REFUSED, KAFKA_FORBIDDEN, UNREACHABLE */
    Facts check(JobSpec.Target target) {
        String clusterId = topics.clusterId();
        TopicDescription topic = topic(target);
        if (target.partition() >= topic.partitions().size()) {
            throw new WaybillException(
                    ErrorCode.TOPIC_NOT_FOUND,
                    "Topic " + topic.name() + " has " + topic.partitions().size() + " partitions, so no partition "
                            + target.partition() + ".",
                    "Name one of them with --partition; they count from 0.");
        }
        Topics.requireRead(topic);
        Map<String, String> settings = topics.settings(target.topic());
        requireDelete(topic, settings);
        warnOfLoss(topic.partitions().get(target.partition()), target.topic(), settings);
        warnOfOldTransactions();
        return new Facts(
                new Destination(clusterId, topic.name(), topic.topicId().toString(), target.partition()),
                Integer.parseInt(settings.getOrDefault("max.message.bytes", "1048588")),
                transactionTimeout());
    }

    private TopicDescription topic(JobSpec.Target target) {
        Optional<TopicDescription> existing = topics.describe(target.topic());
        if (existing.isPresent()) {
            return existing.get();
        }
        if (!target.createTopic()) {
            throw new WaybillException(
                    ErrorCode.TOPIC_NOT_FOUND,
                    "There is no topic " + target.topic() + ".",
                    "Check the name, or let load create it with --create-topic.");
        }
        short replicas = (short) Math.min(3, topics.brokers());
        topics.create(new NewTopic(target.topic(), target.partition() + 1, replicas)
                .configs(Map.of(
                        "min.insync.replicas", replicas >= 3 ? "2" : "1", "unclean.leader.election.enable", "false")));
        return awaitCreated(target.topic());
    }

    /** The brokers learn of a new topic one after the other. */
    private TopicDescription awaitCreated(String name) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < topics.deadline().toNanos()) {
            Optional<TopicDescription> created = topics.describe(name);
            if (created.isPresent()) {
                return created.get();
            }
        }
        throw new WaybillException(
                ErrorCode.UNREACHABLE, "The new topic " + name + " did not appear.", "Run the same command again.");
    }

    private static void requireDelete(TopicDescription topic, Map<String, String> settings) {
        if (settings.getOrDefault("cleanup.policy", "delete").contains("compact")) {
            throw new WaybillException(
                    ErrorCode.SETTING_REFUSED,
                    "Topic " + topic.name() + " is compacted: Kafka would remove rows from it.",
                    "Use a topic with cleanup.policy=delete.");
        }
    }

    private void warnOfLoss(TopicPartitionInfo partition, String topic, Map<String, String> settings) {
        if ("true".equals(settings.get("unclean.leader.election.enable"))) {
            warnings.accept("Topic " + topic
                    + " has unclean.leader.election.enable=true: Kafka may lose rows it has acknowledged.");
        }
        int replicas = partition.replicas().size();
        int needed = Integer.parseInt(settings.getOrDefault("min.insync.replicas", "1"));
        if (replicas < 3 || needed < 2) {
            warnings.accept("Topic " + topic + " has " + replicas + " replica(s), min.insync.replicas=" + needed
                    + ": the promise needs 3 and 2 to survive the loss of a broker.");
        }
        int inSync = partition.isr().size();
        if (inSync < needed) { // the producer only ever says that its records expired
            warnings.accept("Topic " + topic + " has " + inSync + " replica(s) in sync and min.insync.replicas="
                    + needed + ": its brokers refuse records until more are in sync.");
        }
    }

    /** KAFKA-17754: only version 2 gives each transaction an epoch of its own. */
    private void warnOfOldTransactions() {
        int version = topics.transactionVersion();
        if (version < 2) {
            warnings.accept(
                    "The brokers have transaction.version=" + version
                            + ": a delayed commit may decide a later transaction. Raise it to 2 (kafka-features.sh, Kafka 4.0).");
        }
    }

    private Duration transactionTimeout() {
        try {
            String longest = topics.brokerSettings().get("transaction.max.timeout.ms");
            Duration allowed = longest == null ? TRANSACTION_TIMEOUT : Duration.ofMillis(Long.parseLong(longest));
            return allowed.compareTo(TRANSACTION_TIMEOUT) < 0 ? allowed : TRANSACTION_TIMEOUT;
        } catch (WaybillException e) {
            if (e.code() != ErrorCode.KAFKA_FORBIDDEN) {
                throw e;
            }
            return TRANSACTION_TIMEOUT; // few jobs may read broker settings; the broker refuses a longer timeout itself
        }
    }
}
