package io.waybill.sandbox.check;

import io.waybill.ValueFormat;
import io.waybill.checkpoint.Checkpoint;
import io.waybill.checkpoint.CheckpointMirror;
import io.waybill.checkpoint.CheckpointTopic;
import io.waybill.checkpoint.ContentSettings;
import io.waybill.checkpoint.Delivered;
import io.waybill.checkpoint.Destination;
import io.waybill.checkpoint.JobIdentity;
import io.waybill.checkpoint.OffsetRange;
import io.waybill.checkpoint.Proof;
import io.waybill.csv.CsvDialect;
import io.waybill.csv.Position;
import io.waybill.digest.DigestChain;
import io.waybill.digest.RecordDigest;
import io.waybill.job.Receipt;
import io.waybill.kafka.KafkaClients;
import io.waybill.sandbox.check.Outcome.Ending;
import io.waybill.sandbox.check.Subject.Places;
import io.waybill.source.FileObjectReader;
import io.waybill.source.StoredChecksum;
import io.waybill.source.StoredChecksum.Algorithm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A job of 1,000 raw rows done by hand, right unless a test says otherwise: an opening, ten transactions of 100 rows and
 * the verified end, all with their checkpoints. For one thread.
 */
final class HandMadeJob implements AutoCloseable {
    static final int ROWS = 1000;
    static final int PER_TRANSACTION = 100;

    private static final StoredChecksum CHECKSUM = new StoredChecksum(Algorithm.CRC32C, 0);

    private final String job = TestBroker.name("by-hand");
    private final String topic = TestBroker.topic(Map.of());
    private final CheckpointTopic checkpoints;
    private final KafkaProducer<byte[], byte[]> producer = TestBroker.transactional(job);
    private final Path receipt;
    private final Subject subject;
    private final List<OffsetRange> aborted = new ArrayList<>();
    private final DigestChain chain = new DigestChain(DigestChain.START);
    private Checkpoint last;

    HandMadeJob(Path folder) {
        this(folder, CheckpointMirror.NONE, Subject.HISTORY_TOPIC);
    }

    HandMadeJob(Path folder, CheckpointMirror mirror, Map<String, String> historySettings) {
        FileObjectReader source = FileObjectReader.open(write(folder.resolve("rows.csv")));
        ContentSettings content = new ContentSettings(CsvDialect.DEFAULT, ValueFormat.RAW);
        Places places = new Places(topic, 0, 0, TestBroker.topic(historySettings));
        this.checkpoints = new CheckpointTopic(
                new KafkaClients(TestBroker.settings()), places.checkpointTopic(), Duration.ofSeconds(10));
        this.receipt = folder.resolve("receipt.json");
        this.subject = new Subject(
                job, TestBroker.settings(), places, source, content, mirror, receipt, Duration.ofSeconds(5));
        this.last = Checkpoint.none(
                new JobIdentity(job, source.object(), new Destination("cluster", topic, "id", 0), content),
                0,
                CHECKSUM);
    }

    private static Path write(Path file) {
        try {
            return Files.writeString(file, "id\n" + String.join("\n", values(1, ROWS)) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String value(int row) {
        return String.format("row %04d", row);
    }

    /** The first byte of a row. */
    static long byteOf(int row) {
        return 3 + (row - 1) * 9L;
    }

    /** Where a record lands, counted from 0, when nothing was aborted: a marker follows every hundredth. */
    static long offsetOf(int record) {
        return (long) record + record / PER_TRANSACTION;
    }

    private static List<String> values(int from, int to) {
        List<String> values = new ArrayList<>();
        for (int row = from; row <= to; row++) {
            values.add(value(row));
        }
        return values;
    }

    /** What a right loader sends, to be spoiled. */
    List<ProducerRecord<byte[], byte[]>> rows(int from, int to) {
        return new ArrayList<>(values(from, to).stream().map(this::record).toList());
    }

    ProducerRecord<byte[], byte[]> record(String value) {
        return new ProducerRecord<>(topic, 0, null, value.getBytes(StandardCharsets.UTF_8));
    }

    Subject subject() {
        return subject;
    }

    Checkpoint last() {
        return last;
    }

    /** A checkpoint alone that opens an attempt. */
    HandMadeJob open() {
        return commit(List.of(), 0, now -> now.ownedBy(now.attempt() + 1, 0));
    }

    /** The whole job with these records, which the checkpoints take for the source's rows. */
    HandMadeJob load(List<ProducerRecord<byte[], byte[]>> records) {
        open();
        part(records, 1, 10);
        return verified(proof());
    }

    /** Some of its ten transactions; the last one takes what is left. */
    HandMadeJob part(List<ProducerRecord<byte[], byte[]>> records, int first, int end) {
        for (int number = first; number <= end; number++) {
            int from = Math.min(records.size(), (number - 1) * PER_TRANSACTION);
            int to = number == 10 ? records.size() : Math.min(records.size(), number * PER_TRANSACTION);
            boolean whole = number == 10;
            commit(records.subList(from, to), PER_TRANSACTION, now -> whole ? now.finished() : now);
        }
        return this;
    }

    HandMadeJob verified(Proof proof) {
        return commit(List.of(), 0, now -> now.verified(proof));
    }

    Proof proof() {
        long count = aborted.stream().mapToLong(OffsetRange::length).sum();
        return new Proof(ROWS, last.delivered().lastOffset() + 2 - ROWS - count, count, aborted);
    }

    /** Records and a checkpoint so many rows later, changed as the test says, in one transaction. */
    HandMadeJob commit(List<ProducerRecord<byte[], byte[]>> records, int rows, UnaryOperator<Checkpoint> change) {
        producer.beginTransaction();
        long first = last.delivered().firstOffset();
        long end = last.delivered().lastOffset();
        String digest = last.delivered().lastDigest();
        for (ProducerRecord<byte[], byte[]> record : records) {
            digest = RecordDigest.of(record.key(), record.value());
            chain.add(record.key(), record.value());
        }
        if (!records.isEmpty()) {
            end = TestBroker.sendAll(producer, records);
            first = first < 0 ? end + 1 - records.size() : first;
        }
        long read = last.position().rows() + rows;
        Delivered delivered = new Delivered(read, 0, first, end, digest, chain.fold(), List.of());
        Checkpoint at = rows == 0 ? last : last.at(new Position(0, byteOf((int) read + 1), read, 0), CHECKSUM);
        last = change.apply(at.committedWith(delivered, last.transaction() + 1, Instant.EPOCH));
        TestBroker.send(producer, checkpoints.record(last));
        producer.commitTransaction();
        return this;
    }

    /** Five transactions, of which the checkpoint before the last one is not there. */
    HandMadeJob skipping() {
        open().part(rows(1, ROWS), 1, 4);
        last = last.committedWith(last.delivered(), last.transaction() + 1, Instant.EPOCH);
        return commit(rows(401, 500), PER_TRANSACTION, now -> now);
    }

    /** The same with another chain head. */
    static Checkpoint forged(Checkpoint right) {
        Delivered delivered = right.delivered();
        return right.committedWith(
                new Delivered(
                        delivered.records(),
                        delivered.startOffset(),
                        delivered.firstOffset(),
                        delivered.lastOffset(),
                        delivered.lastDigest(),
                        "f".repeat(64),
                        List.of()),
                right.transaction(),
                right.time());
    }

    /** The same with records that are not there. */
    static Checkpoint promising(Checkpoint right) {
        return right.committedWith(
                new Delivered(100, 0, 0, 99, "", DigestChain.START, List.of()), right.transaction(), right.time());
    }

    /** The same one byte further. */
    static Checkpoint shifted(Checkpoint right) {
        Position position = right.position();
        return right.at(new Position(0, position.byteOffset() + 1, position.rows(), 0), CHECKSUM);
    }

    /** A checkpoint that nobody would have asked for. */
    HandMadeJob plant(Checkpoint checkpoint) {
        producer.beginTransaction();
        TestBroker.send(producer, checkpoints.record(checkpoint));
        producer.commitTransaction();
        return this;
    }

    /** A transaction of rows that is aborted. */
    HandMadeJob abort(int from, int to) {
        producer.beginTransaction();
        long end = TestBroker.sendAll(producer, rows(from, to)) + 1;
        producer.abortTransaction();
        aborted.add(new OffsetRange(end - (to - from + 1), end));
        return this;
    }

    /** Rows that are committed without a checkpoint. */
    HandMadeJob commitAlone(int from, int to) {
        producer.beginTransaction();
        TestBroker.sendAll(producer, rows(from, to));
        producer.commitTransaction();
        return this;
    }

    /** Leaves a receipt. */
    HandMadeJob receipt(Checkpoint checkpoint) {
        try {
            Files.writeString(receipt, new Receipt(checkpoint).toJson());
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CheckResult check() {
        return check(Outcome.reached(Ending.VERIFIED), Observations.NONE);
    }

    CheckResult check(Outcome outcome, Observations observations) {
        return Checker.check(subject, outcome, observations);
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
