package io.waybill.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.checkpoint.Checkpoint;
import io.waybill.checkpoint.CheckpointTopic;
import io.waybill.checkpoint.Delivered;
import io.waybill.digest.DigestChain;
import io.waybill.digest.RecordDigest;
import io.waybill.sink.SinkFailure.Verdict;
import io.waybill.testing.Broker;
import io.waybill.testing.Checkpoints;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class TransactionalSinkIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final String topic = Broker.topic();
    private final String job = Broker.name("sink");
    private final CheckpointTopic checkpoints =
            new CheckpointTopic(Broker.clients(), Broker.name("checkpoints"), Broker.DEADLINE);
    private final Checkpoint start = Checkpoints.none(job, topic);

    @BeforeEach
    void createCheckpointTopic() {
        checkpoints.ensure(Broker.admin());
    }

    @Test
    void rowsAndTheirCheckpointBecomeVisibleTogether() {
        try (TransactionalSink sink = claim(LONG)) {
            sink.continueFrom(start);
            append(sink, "a", "b");
            await().until(() -> Broker.log(topic).end() == 2); // the broker has them
            assertThat(Broker.values(topic)).isEmpty();
            assertThat(truthUnread()).isTrue();

            Checkpoint committed = sink.commit(Checkpoints.at(start, 2));

            assertThat(Broker.values(topic)).containsExactly("a", "b");
            assertThat(truth()).isEqualTo(committed);
            assertThat(committed.transaction()).isEqualTo(1);
            assertThat(committed.delivered())
                    .isEqualTo(
                            new Delivered(2, 0, 0, 1, RecordDigest.of(null, bytes("b")), chain("a", "b"), List.of()));
        }
    }

    @Test
    void aCheckpointAloneIsATransactionToo() {
        try (TransactionalSink sink = claim(LONG)) {
            sink.continueFrom(start);
            sink.commit(start.ownedBy(1, 0));
            append(sink, "a");
            sink.commit(Checkpoints.at(start, 1));
            Checkpoint finished = sink.commit(Checkpoints.at(start, 1).finished());

            assertThat(truth()).isEqualTo(finished);
            assertThat(finished.transaction()).isEqualTo(3);
            assertThat(finished.delivered().records()).isEqualTo(1);
            assertThat(finished.delivered().chain()).isEqualTo(chain("a"));
        }
    }

    @Test
    void closingWithoutCommitLeavesNothingVisibleAndHoldsNobodyUp() {
        try (TransactionalSink sink = claim(LONG)) {
            sink.continueFrom(start);
            append(sink, "a");
        }

        assertThat(Broker.log(topic).stableEnd()).isEqualTo(Broker.log(topic).end());
        assertThat(Broker.values(topic)).isEmpty();
        assertThat(truthUnread()).isTrue();
    }

    @Test
    void discardedRowsAreNeverVisible() {
        try (TransactionalSink sink = claim(LONG)) {
            sink.continueFrom(start);
            append(sink, "a");
            Checkpoint first = sink.commit(Checkpoints.at(start, 1));
            append(sink, "b");

            Checkpoint failed = sink.commit(sink.discard().failed("corrupt"));

            assertThat(Broker.values(topic)).containsExactly("a");
            assertThat(truth()).isEqualTo(failed);
            assertThat(failed.position()).isEqualTo(first.position());
            assertThat(failed.delivered()).isEqualTo(first.delivered());
        }
    }

    @Test
    void theOlderOwnerIsFencedWhereverItStands() {
        try (TransactionalSink idle = claim(LONG)) {
            idle.continueFrom(start);
            try (TransactionalSink newer = claim(LONG)) {
                newer.continueFrom(start);
                append(newer, "new");
                newer.commit(Checkpoints.at(start, 1));

                assertFenced(() -> {
                    append(idle, "old");
                    idle.commit(Checkpoints.at(start, 1));
                });
            }
        }

        assertThat(Broker.values(topic)).containsExactly("new");
    }

    @Test
    void theOlderOwnersOpenTransactionIsAbortedByTheClaim() {
        try (TransactionalSink older = claim(LONG)) {
            older.continueFrom(start);
            append(older, "old");
            await().until(() -> Broker.log(topic).end() == 1);
            try (TransactionalSink newer = claim(LONG)) {
                assertThat(Broker.log(topic).stableEnd())
                        .isEqualTo(Broker.log(topic).end());
                newer.continueFrom(start);
                append(newer, "new");
                newer.commit(Checkpoints.at(start, 1));
            }
            assertFenced(() -> older.commit(Checkpoints.at(start, 1)));
        }

        assertThat(Broker.values(topic)).containsExactly("new");
    }

    @Test
    void aTransactionThatTimedOutIsRecoverableNotFenced() {
        try (TransactionalSink sink = claim(Duration.ofSeconds(1))) {
            sink.continueFrom(start);
            append(sink, "late");
            awaitTimeout();

            assertThatThrownBy(() -> sink.commit(Checkpoints.at(start, 1)))
                    .isInstanceOfSatisfying(
                            SinkFailure.class, e -> assertThat(e.verdict()).isEqualTo(Verdict.RECOVER));
        }
        assertThat(Broker.values(topic)).isEmpty();
        assertThat(truthUnread()).isTrue();
    }

    @Test
    void aTransactionThatTimedOutWhileRowsStillComeIsRecoverableNotFenced() {
        try (TransactionalSink sink = claim(Duration.ofSeconds(1))) {
            sink.continueFrom(start);
            append(sink, "late");
            awaitTimeout();

            assertThatThrownBy(() -> {
                        append(sink, "later");
                        sink.commit(Checkpoints.at(start, 2));
                    })
                    .isInstanceOfSatisfying(
                            SinkFailure.class, e -> assertThat(e.verdict()).isEqualTo(Verdict.RECOVER));
        }
        assertThat(Broker.values(topic)).isEmpty();
    }

    private void awaitTimeout() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Broker.log(topic).end() > 1
                        && Broker.log(topic).stableEnd() == Broker.log(topic).end());
    }

    @Test
    void aTopicRecreatedBetweenTwoTransactionsIsNoticedAndNothingIsAddedToIt() {
        try (TransactionalSink sink = claim(LONG)) {
            sink.continueFrom(start);
            append(sink, "a", "b", "c");
            sink.commit(Checkpoints.at(start, 3));
            Broker.recreate(topic);

            assertThatThrownBy(() -> {
                        append(sink, "d");
                        sink.commit(Checkpoints.at(start, 4));
                    })
                    .isInstanceOfSatisfying(
                            WaybillException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CHECKPOINT_MISMATCH))
                    .hasMessageContaining("recreated");
        }

        assertThat(Broker.values(topic)).isEmpty();
        assertThat(truth().position().rows()).isEqualTo(3);
    }

    @Test
    void anotherWriterBetweenTheRowsOfATransactionIsNoticed() {
        try (TransactionalSink sink = claim(LONG)) {
            sink.continueFrom(start);
            append(sink, "a");
            await().until(() -> Broker.log(topic).end() == 1);
            Broker.write(topic, "foreign");

            assertThatThrownBy(() -> {
                        append(sink, "b");
                        sink.commit(Checkpoints.at(start, 2));
                    })
                    .isInstanceOfSatisfying(
                            WaybillException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CHECKPOINT_MISMATCH));
        }

        assertThat(Broker.values(topic)).containsExactly("foreign");
        assertThat(truthUnread()).isTrue();
    }

    @Test
    void aRecordTooLargeForTheTopicIsABadRowBeforeItIsSent() {
        try (TransactionalSink sink = claim(LONG)) {
            sink.continueFrom(start);

            assertThatThrownBy(() -> append(sink, "x".repeat(1 << 20)))
                    .isInstanceOfSatisfying(
                            WaybillException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_ROW))
                    .hasMessageContaining("max.message.bytes");
        }

        assertThat(Broker.log(topic).end()).isZero();
    }

    private TransactionalSink claim(Duration transactionTimeout) {
        SinkSettings settings = new SinkSettings(
                Map.of("bootstrap.servers", Broker.server().bootstrapServers()),
                "waybill." + job,
                transactionTimeout,
                1 << 20);
        return TransactionalSink.claim(settings, checkpoints, Broker.DEADLINE);
    }

    private void append(TransactionalSink sink, String... values) {
        for (String value : values) {
            sink.append(Broker.record(topic, value));
        }
    }

    private Checkpoint truth() {
        return checkpoints.read(Broker.admin(), job).orElseThrow();
    }

    private boolean truthUnread() {
        CheckpointTopic impatient =
                new CheckpointTopic(Broker.clients(), checkpoints.toString(), Duration.ofSeconds(5));
        return impatient.read(Broker.admin(), job).isEmpty();
    }

    private static void assertFenced(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(SinkFailure.class, e -> assertThat(e.verdict())
                .isEqualTo(Verdict.FENCED));
    }

    private static String chain(String... values) {
        DigestChain chain = new DigestChain(DigestChain.START);
        for (String value : values) {
            chain.add(null, bytes(value));
        }
        return chain.fold();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
