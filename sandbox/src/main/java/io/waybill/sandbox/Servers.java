package io.waybill.sandbox;

import io.waybill.testkit.DynamoDbServer;
import io.waybill.testkit.KafkaServer;
import io.waybill.testkit.S3Server;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Kafka, S3 and DynamoDB as child processes on free loopback ports, started side by side. */
final class Servers implements AutoCloseable {
    private static final String REGION = "us-east-1";

    private final KafkaServer kafka;
    private final S3Server s3;
    private final DynamoDbServer dynamoDb;

    private Servers(KafkaServer kafka, S3Server s3, DynamoDbServer dynamoDb) {
        this.kafka = kafka;
        this.s3 = s3;
        this.dynamoDb = dynamoDb;
    }

    /** Returns when all of them answer. A folder used before is continued. */
    static Servers start(int brokers, Path folder) {
        CompletableFuture<S3Server> s3 = CompletableFuture.supplyAsync(() -> S3Server.start(folder.resolve("s3")));
        CompletableFuture<DynamoDbServer> dynamoDb =
                CompletableFuture.supplyAsync(() -> DynamoDbServer.start(folder.resolve("dynamodb")));
        KafkaServer kafka = KafkaServer.start(brokers, folder.resolve("kafka"));
        return new Servers(kafka, s3.join(), dynamoDb.join());
    }

    /** What a shell needs to reach them: Waybill's, the AWS SDK's and the AWS CLI's own variables. */
    Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("WAYBILL_BOOTSTRAP_SERVER", kafka.bootstrapServers());
        environment.put("AWS_ENDPOINT_URL_S3", s3.endpoint().toString());
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint().toString());
        environment.put("AWS_ACCESS_KEY_ID", s3.accessKey());
        environment.put("AWS_SECRET_ACCESS_KEY", s3.secretKey());
        environment.put("AWS_REGION", REGION);
        environment.put("AWS_DEFAULT_REGION", REGION);
        return environment;
    }

    @Override
    public void close() {
        kafka.close();
        s3.close();
        dynamoDb.close();
    }
}
