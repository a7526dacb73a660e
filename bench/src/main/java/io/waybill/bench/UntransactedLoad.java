package io.waybill.bench;

import io.waybill.ValueFormat;
import io.waybill.aws.AwsClients;
import io.waybill.aws.AwsSettings;
import io.waybill.aws.S3Location;
import io.waybill.aws.S3ObjectReader;
import io.waybill.cli.Events;
import io.waybill.csv.CsvDialect;
import io.waybill.csv.Position;
import io.waybill.csv.RowReader;
import io.waybill.digest.SourceChecksum;
import io.waybill.record.RecordEncoder;
import io.waybill.source.ObjectReader;
import io.waybill.source.ReadWindow;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Waybill's reading and encoding in front of a producer without transactions and checkpoints: a process of its
 * own, which prints one summary event.
 */
final class UntransactedLoad {
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private UntransactedLoad() {}

    /** Arguments: a {@link Sending}, the source, the topic, a file of producer settings, the number of rows. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Sending sending = Sending.valueOf(arguments[0]);
        S3Location source = S3Location.parse(arguments[1]);
        TopicPartition destination = new TopicPartition(arguments[2], 0);
        long limit = Long.parseLong(arguments[4]);
        try (S3Client s3 = AwsClients.s3(AwsSettings.forS3(System.getenv()), ReadWindow.DEFAULT.parts() + 1);
                ObjectReader object = S3ObjectReader.open(s3, source, DEADLINE);
                RowReader rows = open(object);
                Producer<byte[], byte[]> producer = connect(Path.of(arguments[3]))) {
            RecordEncoder encoder = RecordEncoder.forRows(ValueFormat.RAW, destination, rows);
            producer.partitionsFor(
                    destination.topic()); // connected before the clock starts, as a transaction's owner is
            Timing timing = sending.send(rows, encoder, producer, limit);
            new Events(new PrintWriter(System.out, false, StandardCharsets.UTF_8))
                    .print("summary", Map.of("rows", timing.rows(), "seconds", timing.seconds()));
        }
    }

    private static RowReader open(ObjectReader object) {
        SourceChecksum checksum =
                SourceChecksum.startingWith(object.object().checksum().algorithm());
        return RowReader.open(object, CsvDialect.DEFAULT, Position.START, checksum, ReadWindow.DEFAULT);
    }

    private static Producer<byte[], byte[]> connect(Path settings) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(settings)) {
            properties.load(reader);
        }
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
