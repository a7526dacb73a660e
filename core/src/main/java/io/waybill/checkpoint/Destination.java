package io.waybill.checkpoint;

/**
 * One partition of one topic of one cluster; the ids tell a recreated topic from the one the job began with.
 *
 * @param clusterId the cluster's own id
 * @param topicId the topic's unique id (KIP-516)
 */
public record Destination(String clusterId, String topic, String topicId, int partition) {
    @Override
    public String toString() {
        return topic + "-" + partition;
    }
}
