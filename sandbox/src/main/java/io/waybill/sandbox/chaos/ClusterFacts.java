package io.waybill.sandbox.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.ElectionNotNeededException;

/** Which broker does what, and how to change it. */
final class ClusterFacts {
    private final Admin admin;

    ClusterFacts(Admin admin) {
        this.admin = admin;
    }

    int leader(String topic) {
        return partition(topic).leader().id();
    }

    int coordinator(String transactionalId) {
        return answer(admin.describeTransactions(List.of(transactionalId)).description(transactionalId))
                .coordinatorId();
    }

    int controller() {
        return answer(admin.describeMetadataQuorum().quorumInfo()).leaderId();
    }

    /** Makes another replica the preferred leader, and has it elected. */
    void moveLeader(String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        List<Integer> replicas = new ArrayList<>(
                partition(topic).replicas().stream().map(Node::id).toList());
        replicas.add(replicas.remove(0));
        answer(admin.alterPartitionReassignments(Map.of(partition, Optional.of(new NewPartitionReassignment(replicas))))
                .all());
        try {
            admin.electLeaders(ElectionType.PREFERRED, Set.of(partition)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof ElectionNotNeededException)) {
                throw new IllegalStateException("no leader could be elected", e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private TopicPartitionInfo partition(String topic) {
        return Objects.requireNonNull(
                        answer(admin.describeTopics(List.of(topic)).allTopicNames())
                                .get(topic))
                .partitions()
                .get(0);
    }

    private static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the brokers refused", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
