package io.waybill.kafka;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * What the cluster says of itself and its topics, each answer within the deadline.
 *
 * @param admin stays the caller's
 */
public record Topics(Admin admin, Duration deadline) {
    /** The cluster's own id. */
    public String clusterId() {
        return KafkaErrors.await(admin.describeCluster().clusterId(), deadline, "Connecting to Kafka");
    }

    /** Number of brokers. */
    public int brokers() {
        return nodes().size();
    }

    private Collection<Node> nodes() {
        return KafkaErrors.await(admin.describeCluster().nodes(), deadline, "Asking for the brokers");
    }

    /** A topic with what we may do to it, or empty when there is none of that name. */
    public Optional<TopicDescription> describe(String name) {
        try {
            return Optional.ofNullable(KafkaErrors.await(
                            admin.describeTopics(
                                            List.of(name),
                                            new DescribeTopicsOptions().includeAuthorizedOperations(true))
                                    .allTopicNames(),
                            deadline,
                            "Looking for topic " + name)
                    .get(name));
        } catch (WaybillException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Refuses a topic that may not be read. Reading nothing of an empty one asks nobody, so that the missing right would
     * show only after the last row.
     *
     * @throws WaybillException KAFKA_FORBIDDEN
     */
    public static void requireRead(TopicDescription topic) {
        Set<AclOperation> rights = topic.authorizedOperations(); // null where the brokers do not tell
        if (rights != null && !rights.contains(AclOperation.READ)) {
            throw new WaybillException(
                    ErrorCode.KAFKA_FORBIDDEN,
                    "Topic " + topic.name() + " may not be read, so that nothing in it can be proven.",
                    "Grant READ on the topic, besides WRITE and DESCRIBE.");
        }
    }

    /** The effective settings of a topic. */
    public Map<String, String> settings(String name) {
        return settings(new ConfigResource(ConfigResource.Type.TOPIC, name));
    }

    /** The settings of any one broker. */
    public Map<String, String> brokerSettings() {
        return settings(new ConfigResource(
                ConfigResource.Type.BROKER, nodes().iterator().next().idString()));
    }

    private Map<String, String> settings(ConfigResource resource) {
        Map<String, String> settings = new HashMap<>();
        Config config = KafkaErrors.await(
                        admin.describeConfigs(List.of(resource)).all(),
                        deadline,
                        "Reading the settings of " + resource.name())
                .get(resource);
        if (config != null) {
            config.entries().forEach(entry -> settings.put(entry.name(), entry.value()));
        }
        return settings;
    }

    /** Which protocol of transactions the brokers speak: 2 since KIP-890, 0 where they do not say. */
    public int transactionVersion() {
        FinalizedVersionRange version = KafkaErrors.await(
                        admin.describeFeatures().featureMetadata(), deadline, "Asking for the brokers' features")
                .finalizedFeatures()
                .get("transaction.version");
        return version == null ? 0 : version.maxVersionLevel();
    }

    /**
     * Creates a topic; one that somebody else made meanwhile is as good. Returns when it can be found: the controller
     * answers before the brokers have heard of it.
     */
    public void create(NewTopic topic) {
        try {
            KafkaErrors.await(admin.createTopics(List.of(topic)).all(), deadline, "Creating topic " + topic.name());
        } catch (WaybillException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
        long start = System.nanoTime();
        while (describe(topic.name()).isEmpty()) { // each question takes its time, so that nobody spins
            if (System.nanoTime() - start > deadline.toNanos()) {
                throw new WaybillException(
                        ErrorCode.UNREACHABLE,
                        "Topic " + topic.name() + " was created, but no broker knew of it within "
                                + deadline.toSeconds() + " s.",
                        "Look at the brokers and their controller, then run again.");
            }
        }
    }
}
