package io.waybill.bench;

import io.waybill.aws.AwsClients;
import io.waybill.aws.AwsSettings;
import io.waybill.aws.S3Location;
import io.waybill.aws.S3Upload;
import io.waybill.kafka.KafkaClients;
import io.waybill.kafka.KafkaErrors;
import io.waybill.kafka.Topics;
import io.waybill.testkit.KafkaServer;
import io.waybill.testkit.S3Server;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import software.amazon.awssdk.services.s3.S3Client;

/** One broker and S3 as child processes, and the topics of the contestants, all with the same settings. */
final class BenchSite implements AutoCloseable {
    /** Kafka's own default, set all the same: it decides the size of the batches. */
    static final int MAX_MESSAGE_BYTES = 1_048_588;

    private static final String REGION = "us-east-1";
    private static final Duration DEADLINE = Duration.ofMinutes(1);
    private static final Map<String, String> TOPIC_SETTINGS = Map.of(
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
            Integer.toString(MAX_MESSAGE_BYTES),
            // a deleted topic leaves the disk at once, mostly before it was written there
            TopicConfig.FILE_DELETE_DELAY_MS_CONFIG,
            "1000");

    private final KafkaServer kafka;
    private final S3Server s3;
    private final Admin admin;

    private BenchSite(KafkaServer kafka, S3Server s3) {
        this.kafka = kafka;
        this.s3 = s3;
        this.admin = new KafkaClients(Map.of("bootstrap.servers", kafka.bootstrapServers())).admin();
    }

    /** Returns when both servers answer. */
    static BenchSite start(Path folder) {
        CompletableFuture<S3Server> s3 = CompletableFuture.supplyAsync(() -> S3Server.start(folder.resolve("s3")));
        KafkaServer kafka = KafkaServer.start(folder.resolve("kafka"));
        return new BenchSite(kafka, s3.join());
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** What a command of ours needs to reach both. */
    Map<String, String> environment() {
        return Map.of(
                "WAYBILL_BOOTSTRAP_SERVER", kafka.bootstrapServers(),
                "AWS_ENDPOINT_URL_S3", s3.endpoint().toString(),
                "AWS_ACCESS_KEY_ID", s3.accessKey(),
                "AWS_SECRET_ACCESS_KEY", s3.secretKey(),
                "AWS_REGION", REGION);
    }

    void upload(Path file, S3Location where) {
        AwsSettings settings = new AwsSettings(s3.endpoint().toString(), REGION, s3.accessKey(), s3.secretKey());
        try (S3Client client = AwsClients.s3(settings, 1)) {
            S3Upload.put(client, where, file);
        }
    }

    /** A new topic of one partition. */
    void create(String topic) {
        new Topics(admin, DEADLINE).create(new NewTopic(topic, 1, (short) 1).configs(TOPIC_SETTINGS));
    }

    void delete(String topic) {
        KafkaErrors.await(admin.deleteTopics(List.of(topic)).all(), DEADLINE, "Deleting topic " + topic);
    }

    /** Offsets that the topic's partition has given away: its records, and a marker for each transaction. */
    long endOffset(String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        return KafkaErrors.await(
                        admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                                .partitionResult(partition),
                        DEADLINE,
                        "Asking for the end of " + topic)
                .offset();
    }

    @Override
    public void close() {
        admin.close();
        kafka.close();
        s3.close();
    }
}
