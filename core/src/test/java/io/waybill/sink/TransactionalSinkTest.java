package io.waybill.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.checkpoint.Checkpoint;
import io.waybill.checkpoint.CheckpointTopic;
import io.waybill.kafka.KafkaClients;
import io.waybill.sink.SinkFailure.Verdict;
import io.waybill.testing.Checkpoints;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.InvalidTxnTimeoutException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TransactionalSinkTest {
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final CheckpointTopic checkpoints = new CheckpointTopic(
            new KafkaClients(Map.of("bootstrap.servers", "localhost:1")), "checkpoints", Duration.ofSeconds(1));
    private final Checkpoint start = Checkpoints.none("job", "orders");

    @Test
    void theCheckpointIsTheLastRecordOfItsTransaction() {
        try (TransactionalSink sink = claim()) {
            append(sink, "a", "b");
            sink.commit(Checkpoints.at(start, 2));
        }

        assertThat(producer.history())
                .extracting(ProducerRecord::topic)
                .containsExactly("orders", "orders", "checkpoints");
        assertThat(producer.commitCount()).isEqualTo(1);
    }

    @Test
    void aTransactionWithoutMarkerIsRememberedByTheOffsetOfItsLastRecord() {
        try (TransactionalSink sink = claim()) {
            append(sink, "a", "b");
            sink.commit(Checkpoints.at(start, 2));
            append(sink, "c"); // the mock writes no markers

            Checkpoint second = sink.commit(Checkpoints.at(start, 3));

            assertThat(second.delivered().unmarked()).containsExactly(1L);
        }
    }

    static Stream<Arguments> recoverable() {
        return Stream.of(
                Arguments.of(new TimeoutException("expired 3 records")),
                Arguments.of(new KafkaException("wrapped", new TimeoutException("twice"))),
                Arguments.of(new OutOfOrderSequenceException("sequence")),
                Arguments.of(new InvalidTxnStateException("state")));
    }

    @ParameterizedTest
    @MethodSource("recoverable")
    void whatTheStartPathMendsIsRecoverableAndCommitsNothing(RuntimeException error) {
        producer.commitTransactionException = error;
        try (TransactionalSink sink = claim()) {
            append(sink, "a");

            assertVerdict(sink, Verdict.RECOVER);
        }

        assertThat(producer.history()).isEmpty();
    }

    @Test
    void aNewerOwnerFences() {
        try (TransactionalSink sink = claim()) {
            append(sink, "a");
            producer.fenceProducer();

            assertVerdict(sink, Verdict.FENCED);
        }

        assertThat(producer.history()).isEmpty();
    }

    @Test
    void aFencedErrorIsFoundHoweverDeepItIsWrapped() {
        producer.commitTransactionException =
                new KafkaException(new KafkaException("outer", new ProducerFencedException("newer")));
        try (TransactionalSink sink = claim()) {
            append(sink, "a");

            assertVerdict(sink, Verdict.FENCED);
        }
    }

    @Test
    void anOldEpochIsATimeoutWhenTheAbortSucceeds() {
        producer.commitTransactionException = new InvalidProducerEpochException("old");
        try (TransactionalSink sink = claim()) {
            append(sink, "a");

            assertVerdict(sink, Verdict.RECOVER);
        }
    }

    @Test
    void anOldEpochIsANewerOwnerWhenTheAbortIsFenced() {
        producer.commitTransactionException = new InvalidProducerEpochException("old");
        producer.abortTransactionException = new ProducerFencedException("newer");
        try (TransactionalSink sink = claim()) {
            append(sink, "a");

            assertVerdict(sink, Verdict.FENCED);
        }
    }

    static Stream<Arguments> hopeless() {
        return Stream.of(
                Arguments.of(new TopicAuthorizationException("orders"), ErrorCode.KAFKA_FORBIDDEN),
                Arguments.of(new RecordTooLargeException("too large"), ErrorCode.SETTING_REFUSED),
                Arguments.of(new InvalidTxnTimeoutException("too long"), ErrorCode.SETTING_REFUSED));
    }

    @ParameterizedTest
    @MethodSource("hopeless")
    void whatRepeatingCannotMendStopsAtOnce(RuntimeException error, ErrorCode code) {
        producer.commitTransactionException = new KafkaException(error);
        try (TransactionalSink sink = claim()) {
            append(sink, "a");

            assertThatThrownBy(() -> sink.commit(Checkpoints.at(start, 1)))
                    .isInstanceOfSatisfying(
                            WaybillException.class, e -> assertThat(e.code()).isEqualTo(code));
        }

        assertThat(producer.history()).isEmpty();
    }

    @Test
    void aPoisonedSinkSendsNothingMore() {
        producer.commitTransactionException = new TimeoutException("expired");
        try (TransactionalSink sink = claim()) {
            append(sink, "a");
            assertVerdict(sink, Verdict.RECOVER);
            producer.commitTransactionException = null;

            assertThatThrownBy(() -> append(sink, "b")).isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> sink.commit(Checkpoints.at(start, 1))).isInstanceOf(RuntimeException.class);
        }

        assertThat(producer.history()).isEmpty();
        assertThat(producer.commitCount()).isZero();
    }

    @Test
    void nothingIsSentBeforeTheTruthIsKnown() {
        try (TransactionalSink sink = TransactionalSink.claim(producer, 1 << 20, checkpoints, Duration.ofSeconds(1))) {
            assertThatThrownBy(() -> append(sink, "a")).isInstanceOf(RuntimeException.class);
        }

        assertThat(producer.history()).isEmpty();
    }

    @Test
    void aCoordinatorThatNeverAnswersIsUnreachable() {
        producer.initTransactionException = new TimeoutException("no coordinator");

        assertThatThrownBy(() -> TransactionalSink.claim(producer, 1 << 20, checkpoints, Duration.ofMillis(50)))
                .isInstanceOfSatisfying(
                        WaybillException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNREACHABLE));
    }

    private TransactionalSink claim() {
        TransactionalSink sink = TransactionalSink.claim(producer, 1 << 20, checkpoints, Duration.ofMillis(100));
        sink.continueFrom(start);
        return sink;
    }

    private static void append(TransactionalSink sink, String... values) {
        for (String value : List.of(values)) {
            sink.append(new ProducerRecord<>("orders", 0, null, value.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private void assertVerdict(TransactionalSink sink, Verdict verdict) {
        assertThatThrownBy(() -> sink.commit(Checkpoints.at(start, 1)))
                .isInstanceOfSatisfying(
                        SinkFailure.class, e -> assertThat(e.verdict()).isEqualTo(verdict));
    }
}
