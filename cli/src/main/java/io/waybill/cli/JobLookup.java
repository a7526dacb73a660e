package io.waybill.cli;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.checkpoint.Checkpoint;
import io.waybill.checkpoint.CheckpointTopic;
import io.waybill.checkpoint.Destination;
import io.waybill.job.JobId;
import io.waybill.kafka.KafkaClients;
import io.waybill.kafka.Topics;
import io.waybill.source.ObjectReader;
import org.apache.kafka.clients.admin.Admin;

/** Reads a job's checkpoint without touching the job: nothing is claimed, nobody is fenced. */
final class JobLookup {
    private final JobOptions job;
    private final KafkaOptions kafka;

    JobLookup(JobOptions job, KafkaOptions kafka) {
        this.job = job;
        this.kafka = kafka;
    }

    /** @throws WaybillException JOB_NOT_FOUND, UNREACHABLE, KAFKA_FORBIDDEN */
    Checkpoint checkpoint() {
        KafkaClients clients = kafka.clients();
        try (Admin admin = clients.admin()) {
            Topics topics = new Topics(admin, kafka.deadline());
            String id = job.job().isEmpty() ? derived(topics) : job.job();
            if (topics.describe(kafka.checkpointTopic()).isEmpty()) {
                throw notFound(id);
            }
            return new CheckpointTopic(clients, kafka.checkpointTopic(), kafka.deadline())
                    .read(admin, id)
                    .orElseThrow(() -> notFound(id));
        }
    }

    private String derived(Topics topics) {
        if (!job.hasSource()) {
            throw new WaybillException(
                    ErrorCode.USAGE, "No job is named.", "Give --job NAME, or SOURCE and --topic as for load.");
        }
        String topicId = topics.describe(job.topic())
                .map(topic -> topic.topicId().toString())
                .orElse("");
        try (ObjectReader source = Sources.open(job.source(), kafka.deadline())) {
            Destination destination = new Destination(topics.clusterId(), job.topic(), topicId, job.partition());
            return JobId.derive(source.object(), destination, job.content().settings())
                    .value();
        }
    }

    private WaybillException notFound(String id) {
        return new WaybillException(
                ErrorCode.JOB_NOT_FOUND,
                "There is no checkpoint of job " + id + " in " + kafka.checkpointTopic() + ".",
                "Check --job (or source, topic and content settings), --bootstrap-server and --checkpoint-topic.");
    }
}
