package io.waybill.sandbox.chaos;

import io.waybill.aws.AwsClients;
import io.waybill.aws.AwsSettings;
import io.waybill.aws.S3Location;
import io.waybill.aws.S3ObjectReader;
import io.waybill.aws.S3Upload;
import io.waybill.source.ObjectReader;
import io.waybill.testkit.DynamoDbServer;
import io.waybill.testkit.KafkaServer;
import io.waybill.testkit.S3Server;
import io.waybill.testkit.ServerProcess;
import io.waybill.testkit.http.HttpProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Real servers, each behind a proxy through which the loaders reach it and which can break. The suite itself goes past the
 * proxies. Any thread may use it.
 */
final class ChaosSite implements AutoCloseable {
    private static final String REGION = "us-east-1";
    private static final Duration UNTIL_ANSWERED = Duration.ofSeconds(30);

    private final int brokers;
    private final KafkaServer kafka;
    private final S3Server s3;
    private final DynamoDbServer dynamoDb;
    private final HttpProxy s3Proxy;
    private final HttpProxy dynamoDbProxy;
    private final Admin admin;
    private final S3Client objects;
    private final DynamoDbClient tables;

    private ChaosSite(int brokers, KafkaServer kafka, S3Server s3, DynamoDbServer dynamoDb) {
        this.brokers = brokers;
        this.kafka = kafka;
        this.s3 = s3;
        this.dynamoDb = dynamoDb;
        this.s3Proxy = HttpProxy.start(s3.endpoint());
        this.dynamoDbProxy = HttpProxy.start(dynamoDb.endpoint());
        this.admin = Admin.create(Map.of("bootstrap.servers", kafka.directServers()));
        this.objects = AwsClients.s3(settings(s3.endpoint().toString()), 4);
        this.tables = AwsClients.dynamoDb(settings(dynamoDb.endpoint().toString()));
    }

    /**
     * The brokers' transaction timeout is short (10 s), so that what waits for it is seen in a short run.
     *
     * @param brokers 1 or 3
     */
    static ChaosSite start(int brokers, Path folder) {
        CompletableFuture<S3Server> s3 = CompletableFuture.supplyAsync(() -> S3Server.start(folder.resolve("s3")));
        CompletableFuture<DynamoDbServer> dynamoDb =
                CompletableFuture.supplyAsync(() -> DynamoDbServer.start(folder.resolve("dynamodb")));
        KafkaServer kafka = KafkaServer.startBehindProxies(
                brokers,
                folder.resolve("kafka"),
                Map.of(
                        "transaction.max.timeout.ms", "10000",
                        "transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000"));
        return new ChaosSite(brokers, kafka, s3.join(), dynamoDb.join());
    }

    private AwsSettings settings(String endpoint) {
        return new AwsSettings(endpoint, REGION, s3.accessKey(), s3.secretKey());
    }

    /** What loaders are given: every address is a proxy's. */
    Map<String, String> environment() {
        return Map.of(
                "WAYBILL_BOOTSTRAP_SERVER", kafka.bootstrapServers(),
                "AWS_ENDPOINT_URL_S3", s3Proxy.endpoint().toString(),
                "AWS_ENDPOINT_URL_DYNAMODB", dynamoDbProxy.endpoint().toString(),
                "AWS_ACCESS_KEY_ID", s3.accessKey(),
                "AWS_SECRET_ACCESS_KEY", s3.secretKey(),
                "AWS_REGION", REGION,
                "AWS_DEFAULT_REGION", REGION);
    }

    void upload(S3Location to, Path file) {
        S3Upload.put(objects, to, file);
    }

    /** Past the proxy. */
    ObjectReader open(S3Location object) {
        return S3ObjectReader.open(objects, object, UNTIL_ANSWERED);
    }

    KafkaServer kafka() {
        return kafka;
    }

    List<Integer> brokerIds() {
        return IntStream.rangeClosed(1, brokers).boxed().toList();
    }

    /** SIGKILL; waits while brokers are being started, so that faults do not get into each other's way. */
    synchronized void killBrokers(List<Integer> ids) {
        ids.forEach(id -> kafka.broker(id).kill());
    }

    /** Starts those of them that are down, and waits until they answer. */
    synchronized void startBrokers(List<Integer> ids) {
        List<ServerProcess> down = ids.stream()
                .map(kafka::broker)
                .filter(broker -> !broker.isAlive())
                .toList();
        down.forEach(ServerProcess::beginRestart);
        down.forEach(ServerProcess::awaitReady);
    }

    /** Stops and starts one broker. */
    synchronized void restartBroker(int id) {
        kafka.broker(id).restart();
    }

    HttpProxy s3() {
        return s3Proxy;
    }

    HttpProxy dynamoDb() {
        return dynamoDbProxy;
    }

    /** Past the proxies. */
    Admin admin() {
        return admin;
    }

    /** Past the proxy. */
    DynamoDbClient tables() {
        return tables;
    }

    /** Past the proxies. */
    Map<String, String> directClients() {
        return Map.of("bootstrap.servers", kafka.directServers());
    }

    @Override
    public void close() {
        admin.close();
        objects.close();
        tables.close();
        s3Proxy.close();
        dynamoDbProxy.close();
        kafka.close();
        s3.close();
        dynamoDb.close();
    }
}
