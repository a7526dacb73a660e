package io.waybill.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.ErrorCode;
import io.waybill.ValueFormat;
import io.waybill.WaybillException;
import io.waybill.checkpoint.Checkpoint;
import io.waybill.checkpoint.ContentSettings;
import io.waybill.checkpoint.Delivered;
import io.waybill.checkpoint.Destination;
import io.waybill.checkpoint.JobIdentity;
import io.waybill.checkpoint.OffsetRange;
import io.waybill.checkpoint.Proof;
import io.waybill.csv.CsvDialect;
import io.waybill.csv.Position;
import io.waybill.digest.DigestChain;
import io.waybill.kafka.Topics;
import io.waybill.source.InMemoryObject;
import io.waybill.source.StoredChecksum;
import io.waybill.source.StoredChecksum.Algorithm;
import io.waybill.testing.Broker;
import io.waybill.verify.Difference.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.assertj.core.api.AbstractThrowableAssert;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A topic written by hand, and a finished checkpoint that vouches for it. The file has 100 rows. */
@Timeout(60)
class VerifierIT {
    private static final int ROWS = 100;

    private final String topic = Broker.topic();
    private final KafkaProducer<byte[], byte[]> producer = Broker.transactional(Broker.name("by-hand"));
    private final DigestChain chain = new DigestChain(DigestChain.START);
    private final InMemoryObject source = new InMemoryObject(file());
    private long first = -1;
    private long last = -1;
    private final List<Long> unmarked = new ArrayList<>();

    @AfterEach
    void close() {
        assertThat(VerifyThreads.named("waybill-verify")).isEmpty();
        producer.close(Duration.ZERO);
    }

    @Test
    void abortedTransactionsAreNoDifferenceAndAreListedInTheProof() {
        abort("row 001", "row 002"); // offsets 0 and 1, marker 2
        commit(1, 40); // offsets 3 to 42, marker 43
        abort("row 041"); // 44, marker 45
        abort("row 041", "row 042"); // 46 and 47, marker 48
        commit(41, 100); // 49 to 108, marker 109
        abort("row 100"); // after the last row: not the job's

        VerificationReport report = verify();

        assertThat(report.differences()).isEmpty();
        assertThat(report.complete()).isTrue();
        assertThat(report.proof())
                .isEqualTo(new Proof(
                        100, 5, 5, List.of(new OffsetRange(0, 2), new OffsetRange(44, 45), new OffsetRange(46, 48))));
        assertThat(last + 2)
                .isEqualTo(100 + report.proof().markers() + report.proof().aborted());
    }

    @Test
    void theChainNeedsNoMarkerWhereTheCheckpointSaysThatKafkaLostOne() {
        producer.beginTransaction();
        rows(1, 40);
        chain.fold();
        unmarked.add(last);
        rows(41, 60);
        producer.commitTransaction();
        chain.fold();
        commit(61, 100);

        VerificationReport report = verify();

        assertThat(report.differences()).isEmpty();
        assertThat(report.proof()).isEqualTo(new Proof(100, 2, 0, List.of()));
    }

    @Test
    void everyDifferenceInOneTopicIsNamedWithRowByteAndOffset() {
        producer.beginTransaction();
        rows(1, 4); // row 5 is missing
        rows(6, 9);
        long changed = send("row ?10");
        rows(11, 19);
        long second = send("row 021");
        long firstOf = send("row 020");
        rows(22, 29);
        long again = send("row 007");
        rows(30, 39);
        long foreign = send("not ours");
        rows(40, 49);
        producer.commitTransaction();
        producer.beginTransaction();
        long keyed = send(new ProducerRecord<>(topic, 0, bytes("key"), bytes("row 050")));
        rows(51, 59);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, 0, null, bytes("row 060"));
        record.headers().add(new RecordHeader("trace", bytes("1")));
        long headed = send(record);
        rows(61, 69);
        long header = send("id");
        rows(70, 99); // row 100 is missing
        producer.commitTransaction();

        VerificationReport report = verify();

        assertThat(report.differences())
                .containsExactly(
                        found(Kind.MISSING, 5, -1),
                        found(Kind.DUPLICATE, 7, again),
                        found(Kind.CHANGED, 10, changed),
                        found(Kind.REORDERED, 20, firstOf),
                        found(Kind.REORDERED, 21, second),
                        found(Kind.FOREIGN, 40, foreign),
                        found(Kind.CHANGED, 50, keyed),
                        found(Kind.CHANGED, 60, headed),
                        found(Kind.FOREIGN, 70, header),
                        found(Kind.MISSING, 100, -1));
        assertThatThrownBy(report::requireNoDifference)
                .isInstanceOfSatisfying(
                        WaybillException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.VERIFICATION_DIFFERENCE))
                .hasMessageContaining("missing: row 5 at byte 35 is missing");
    }

    @Test
    void aTransactionSentTwiceIsNamedRowByRow() {
        commit(1, 50);
        commit(1, 50);
        commit(51, 100);

        assertThat(verify().differences())
                .hasSize(50)
                .allMatch(difference -> difference.kind() == Kind.DUPLICATE)
                .first()
                .isEqualTo(found(Kind.DUPLICATE, 1, 51));
    }

    @Test
    void aSecondRecordNextToTheRowsOwnIsNamed() {
        producer.beginTransaction();
        rows(1, 50);
        send(value(50));
        rows(51, 100);
        producer.commitTransaction();

        assertThat(verify().differences()).singleElement().satisfies(difference -> {
            assertThat(difference.kind()).isEqualTo(Kind.DUPLICATE);
            assertThat(difference.row()).isEqualTo(50);
            assertThat(difference.offset()).isBetween(49L, 50L);
        });
    }

    @Test
    void oneLostAndOneDoubledAreNamedThoughTheCountIsRight() {
        producer.beginTransaction();
        rows(1, 19); // row 20 is missing
        rows(21, 70);
        long again = send(value(30));
        rows(71, 100);
        producer.commitTransaction();

        assertThat(verify().differences())
                .containsExactly(found(Kind.MISSING, 20, -1), found(Kind.DUPLICATE, 30, again));
    }

    @Test
    void rightRowsInOtherTransactionsThanTheCheckpointsDoNotPass() {
        commit(1, 100);
        DigestChain other = new DigestChain(DigestChain.START);
        other.add(null, bytes("row 001"));

        VerificationReport report = verify(finished(other.fold(), last));

        assertThat(report.differences()).extracting(Difference::kind).containsExactly(Kind.DIGEST);
    }

    @Test
    void everyRowOfAnEmptyTopicIsMissing() {
        VerificationReport report = verify(finished(DigestChain.START, 99));

        assertThat(report.differences()).hasSize(ROWS).allMatch(difference -> difference.kind() == Kind.MISSING);
    }

    @Test
    void rowsThatKafkaLostAtTheEndAreMissing() {
        commit(1, 98);

        VerificationReport report = verify(finished(chain.fold(), last + 2));

        assertThat(report.differences()).containsExactly(found(Kind.MISSING, 99, -1), found(Kind.MISSING, 100, -1));
    }

    @Test
    void rowsThatExpiredAtTheBeginAreMissing() {
        commit(1, 100);
        Broker.answer(Broker.admin()
                .deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(2)))
                .all());

        assertThat(verify().differences()).containsExactly(found(Kind.MISSING, 1, -1), found(Kind.MISSING, 2, -1));
    }

    @Test
    void rowsBehindAnotherProducersOpenTransactionAreHeldNotMissing() {
        String blocker = Broker.name("blocker");
        commit(1, 50);
        try (KafkaProducer<byte[], byte[]> other = Broker.transactional(blocker)) {
            other.beginTransaction();
            Broker.send(other, Broker.record(topic, "open"));
            commit(51, 100);

            assertRefused(finished(chain.fold(), last), ErrorCode.UNREACHABLE).hasMessageContaining(blocker);

            other.abortTransaction();
        }
        assertThat(verify().differences()).isEmpty();
    }

    @Test
    void aJobThatIsNotFinishedIsNotVerified() {
        commit(1, 100);

        assertRefused(running(chain.fold(), last), ErrorCode.CHECKPOINT_MISMATCH)
                .hasMessageContaining("RUNNING");
    }

    @Test
    void aRecreatedTopicIsNotVerified() {
        commit(1, 100);
        Checkpoint finished = finished(chain.fold(), last);
        Broker.recreate(topic);

        assertRefused(finished, ErrorCode.CHECKPOINT_MISMATCH).hasMessageContaining("recreated");
    }

    @Test
    void progressThatThrowsStopsItWithoutLeavingAThread() {
        InMemoryObject rows = new InMemoryObject(bytes("id\n" + "row\n".repeat(20_000)));
        producer.beginTransaction();
        List<Future<?>> sent = new ArrayList<>();
        for (int row = 1; row <= 20_000; row++) {
            sent.add(producer.send(Broker.record(topic, "row")));
        }
        producer.commitTransaction();
        assertThat(sent).allMatch(Future::isDone);
        IllegalStateException enough = new IllegalStateException("enough");
        Verifier verifier = new Verifier(Broker.clients(), Broker.admin(), rows, Duration.ofSeconds(3));
        Delivered delivered = new Delivered(20_000, 0, 0, 19_999, "", DigestChain.START, List.of());
        Checkpoint job = job(rows, 20_000, delivered).finished();

        assertThatThrownBy(() -> verifier.verify(job, compared -> {
                    throw enough;
                }))
                .isSameAs(enough);

        assertThat(VerifyThreads.named("waybill-verify")).isEmpty();
    }

    @Test
    void anInterruptStopsItWithoutLeavingAThread() throws InterruptedException {
        try (KafkaProducer<byte[], byte[]> other = Broker.transactional(Broker.name("blocker"))) {
            other.beginTransaction();
            Broker.send(other, Broker.record(topic, "open"));
            commit(1, 100);
            Checkpoint job = finished(chain.fold(), last);
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            Thread caller = new Thread(() -> {
                try {
                    new Verifier(Broker.clients(), Broker.admin(), source, Broker.DEADLINE).verify(job, rows -> {});
                } catch (WaybillException e) {
                    thrown.set(e);
                }
            });
            caller.start();
            Awaitility.await()
                    .until(() -> !VerifyThreads.named("waybill-verify-topic").isEmpty());

            caller.interrupt();
            caller.join();

            assertThat(thrown.get()).isInstanceOfSatisfying(WaybillException.class, e -> assertThat(e.code())
                    .isEqualTo(ErrorCode.INTERRUPTED));
            assertThat(VerifyThreads.named("waybill-verify")).isEmpty();
            other.abortTransaction();
        }
    }

    private static byte[] file() {
        StringBuilder csv = new StringBuilder("id\n");
        for (int row = 1; row <= ROWS; row++) {
            csv.append(value(row)).append('\n');
        }
        return bytes(csv.toString());
    }

    private static String value(int row) {
        return String.format("row %03d", row);
    }

    private static Difference found(Kind kind, int row, long offset) {
        return new Difference(kind, row, 3 + (row - 1) * 8L, offset);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void commit(int from, int to) {
        producer.beginTransaction();
        rows(from, to);
        producer.commitTransaction();
        chain.fold();
    }

    private void rows(int from, int to) {
        for (int row = from; row <= to; row++) {
            send(value(row));
        }
    }

    private long send(String value) {
        return send(Broker.record(topic, value));
    }

    private long send(ProducerRecord<byte[], byte[]> record) {
        chain.add(record.key(), record.value());
        last = Broker.send(producer, record);
        first = first < 0 ? last : first;
        return last;
    }

    private void abort(String... values) {
        producer.beginTransaction();
        for (String value : values) {
            Broker.send(producer, Broker.record(topic, value));
        }
        producer.abortTransaction();
    }

    private Checkpoint finished(String head, long lastOffset) {
        return running(head, lastOffset).finished();
    }

    private Checkpoint running(String head, long lastOffset) {
        return job(source, ROWS, new Delivered(ROWS, 0, first, lastOffset, "", head, unmarked));
    }

    private Checkpoint job(InMemoryObject rows, int count, Delivered delivered) {
        Topics topics = new Topics(Broker.admin(), Broker.DEADLINE);
        String topicId = topics.describe(topic).orElseThrow().topicId().toString();
        JobIdentity identity = new JobIdentity(
                "forged",
                rows.object(),
                new Destination(topics.clusterId(), topic, topicId, 0),
                new ContentSettings(CsvDialect.DEFAULT, ValueFormat.RAW));
        StoredChecksum checksum = new StoredChecksum(Algorithm.CRC32C, 0);
        return Checkpoint.none(identity, 0, checksum)
                .at(new Position(0, rows.object().size(), count, 0), checksum)
                .committedWith(delivered, 2, Instant.EPOCH);
    }

    private VerificationReport verify() {
        return verify(finished(chain.fold(), last));
    }

    private VerificationReport verify(Checkpoint job) {
        return new Verifier(Broker.clients(), Broker.admin(), source, Duration.ofSeconds(3)).verify(job, rows -> {});
    }

    private AbstractThrowableAssert<?, ?> assertRefused(Checkpoint job, ErrorCode code) {
        return assertThatThrownBy(() -> verify(job))
                .isInstanceOfSatisfying(
                        WaybillException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
