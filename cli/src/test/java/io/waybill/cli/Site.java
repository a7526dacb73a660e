package io.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.waybill.aws.AwsClients;
import io.waybill.aws.AwsSettings;
import io.waybill.aws.MirrorTable;
import io.waybill.aws.S3Location;
import io.waybill.aws.S3Upload;
import io.waybill.testkit.CsvGenerator;
import io.waybill.testkit.DynamoDbServer;
import io.waybill.testkit.KafkaServer;
import io.waybill.testkit.S3Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Real servers, started once for all ITs of this module and ended with the JVM, and what the tests look at in them. Names
 * of objects, topics and jobs are never used twice.
 */
final class Site {
    static final String BUCKET = "waybill-it";
    private static final String REGION = "us-east-1";
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final Path folder;
    private final KafkaServer kafka;
    private final S3Server s3;
    private final DynamoDbServer dynamoDb;
    private final S3Client objects;
    private final DynamoDbClient tables;
    private final Admin admin;

    private Site() {
        this.folder = Path.of("target", "site-" + ProcessHandle.current().pid()).toAbsolutePath();
        CompletableFuture<S3Server> s3Starts =
                CompletableFuture.supplyAsync(() -> S3Server.start(folder.resolve("s3")));
        CompletableFuture<DynamoDbServer> dynamoDbStarts =
                CompletableFuture.supplyAsync(() -> DynamoDbServer.start(folder.resolve("dynamodb")));
        this.kafka = KafkaServer.start(folder.resolve("kafka"));
        this.s3 = s3Starts.join();
        this.dynamoDb = dynamoDbStarts.join();
        this.objects = AwsClients.s3(settings(s3.endpoint().toString()), 2);
        this.tables = AwsClients.dynamoDb(settings(dynamoDb.endpoint().toString()));
        this.admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    private static final class Holder {
        static final Site SITE = new Site();
    }

    /** The one of this JVM. */
    static Site shared() {
        return Holder.SITE;
    }

    private AwsSettings settings(String endpoint) {
        return new AwsSettings(endpoint, REGION, s3.accessKey(), s3.secretKey());
    }

    /** A name that no other test has. */
    static String unique(String name) {
        return name + "-" + NAMES.incrementAndGet();
    }

    /** A port of this machine on which nobody listens. */
    static String nobody() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "127.0.0.1:" + free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The variables that the sandbox gives its users. */
    Map<String, String> environment() {
        return Map.of(
                "WAYBILL_BOOTSTRAP_SERVER", kafka.bootstrapServers(),
                "AWS_ENDPOINT_URL_S3", s3.endpoint().toString(),
                "AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint().toString(),
                "AWS_ACCESS_KEY_ID", s3.accessKey(),
                "AWS_SECRET_ACCESS_KEY", s3.secretKey(),
                "AWS_REGION", REGION,
                "AWS_DEFAULT_REGION", REGION);
    }

    /** The same, with further variables or other values. */
    Map<String, String> environment(Map<String, String> changes) {
        Map<String, String> environment = new HashMap<>(environment());
        environment.putAll(changes);
        return environment;
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    KafkaServer kafka() {
        return kafka;
    }

    DynamoDbServer dynamoDb() {
        return dynamoDb;
    }

    /** Where S3 answers. */
    URI s3() {
        return s3.endpoint();
    }

    /** Puts an object under a new name; its location. */
    String put(CsvGenerator csv) {
        return put(csv.bytes());
    }

    /** Puts an object under a new name; its location. */
    String put(String csv) {
        return put(csv.getBytes(StandardCharsets.UTF_8));
    }

    String put(byte[] bytes) {
        String location = "s3://" + BUCKET + "/" + unique("rows") + ".csv";
        replace(location, bytes);
        return location;
    }

    /** Puts these bytes there, whatever is there now. */
    void replace(String location, byte[] bytes) {
        try {
            Path file = Files.createTempFile(folder, "upload", ".csv");
            Files.write(file, bytes);
            S3Upload.put(objects, S3Location.parse(location), file);
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(String location) {
        S3Location where = S3Location.parse(location);
        objects.deleteObject(r -> r.bucket(where.bucket()).key(where.key()));
    }

    /** A new topic of one partition; its name. */
    String topic() {
        String name = unique("topic");
        createTopic(name);
        return name;
    }

    void createTopic(String name) {
        answer(admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all());
    }

    void deleteTopic(String name) {
        answer(admin.deleteTopics(List.of(name)).all());
    }

    /** Deletes the first records, up to but not including this offset. */
    void deleteRecords(String topic, long before) {
        answer(admin.deleteRecords(Map.of(partition(topic), RecordsToDelete.beforeOffset(before)))
                .all());
    }

    boolean hasTopic(String name) {
        return answer(admin.listTopics().names()).contains(name);
    }

    /** Writes a record that is no job's. */
    void write(String topic, String value) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, 0, null, value.getBytes(StandardCharsets.UTF_8)))
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** The offset after the last record or marker of a topic. */
    long end(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer("read_uncommitted")) {
            return end(consumer, topic);
        }
    }

    private static long end(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        return consumer.endOffsets(List.of(partition(topic)))
                .values()
                .iterator()
                .next();
    }

    /** The values of a topic as a reader of committed records sees them. */
    List<String> values(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer("read_committed")) {
            consumer.assign(List.of(partition(topic)));
            consumer.seekToBeginning(List.of(partition(topic)));
            long end = end(consumer, topic);
            List<String> values = new ArrayList<>();
            while (consumer.position(partition(topic)) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    values.add(new String(record.value(), StandardCharsets.UTF_8));
                }
            }
            return values;
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer(String isolation) {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "isolation.level",
                        isolation,
                        "auto.offset.reset",
                        "none"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static TopicPartition partition(String topic) {
        return new TopicPartition(topic, 0);
    }

    /** Whether the topic holds each row of the file once, in order, as JSON. */
    void assertHolds(String topic, CsvGenerator csv) {
        assertHolds(values(topic), csv, csv.rows());
    }

    /** Whether these are the first rows of the file, each once, in order, as JSON. */
    static void assertHolds(List<String> values, CsvGenerator csv, long rows) {
        assertThat(values).as("number of committed records").hasSize(Math.toIntExact(rows));
        for (int i = 0; i < values.size(); i++) {
            Map<String, Object> fields = WaybillProcess.event(values.get(i));
            List<String> expected = csv.row(i + 1L);
            if (!List.copyOf(fields.values()).equals(expected)
                    || !List.copyOf(fields.keySet()).equals(csv.columns())) {
                assertThat(fields.values()).as("row " + (i + 1)).hasToString(expected.toString());
                assertThat(fields.keySet()).as("names of row " + (i + 1)).containsExactlyElementsOf(csv.columns());
            }
        }
    }

    /** The item of a job in a table of the mirror, by attribute; empty when there is none. */
    Map<String, AttributeValue> item(String table, String job) {
        return tables.getItem(r -> r.tableName(table)
                        .key(Map.of("job_id", AttributeValue.fromS(job)))
                        .consistentRead(true))
                .item();
    }

    /** Creates a table of the mirror, unless it exists. */
    void createTable(String table) {
        new MirrorTable(tables, table).create();
    }

    void deleteItem(String table, String job) {
        tables.deleteItem(r -> r.tableName(table).key(Map.of("job_id", AttributeValue.fromS(job))));
    }

    static String attribute(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        assertThat(value).as("attribute %s of %s", name, item).isNotNull();
        return value == null ? "" : value.n() == null ? value.s() : value.n();
    }

    /** A number of an event. */
    static long number(Map<String, Object> event, String field) {
        assertThat(event.get(field)).as("field %s of %s", field, event).isInstanceOf(Number.class);
        return event.get(field) instanceof Number number ? number.longValue() : -1;
    }

    /** A file that the tests may write to. */
    Path file(String name) {
        return folder.resolve(unique(name));
    }

    /** A JSON file, such as a receipt. */
    static Map<String, Object> json(Path file) {
        try {
            return JSON.std.mapFrom(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
