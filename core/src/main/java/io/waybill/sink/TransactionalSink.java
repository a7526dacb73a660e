package io.waybill.sink;

import io.waybill.CrashPoint;
import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.checkpoint.Checkpoint;
import io.waybill.checkpoint.CheckpointTopic;
import io.waybill.checkpoint.Delivered;
import io.waybill.digest.ChainThread;
import io.waybill.kafka.KafkaErrors;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records and their checkpoint, committed in one Kafka transaction.
 *
 * <p>Order of use: {@link #claim} fences every older attempt; the caller then reads the truth and hands it to
 * {@link #continueFrom}; then {@link #append} and {@link #commit}. After any exception the sink is poisoned: only
 * {@link #close} is legal, and the job goes on through the start path. Not thread-safe.
 */
public final class TransactionalSink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TransactionalSink.class);
    private static final Duration CLOSE = Duration.ofSeconds(5);
    private static final int RECORD_OVERHEAD = 128; // a batch header and one record's length fields, rounded up

    private enum State {
        CLAIMED,
        IDLE,
        OPEN,
        POISONED
    }

    private final Producer<byte[], byte[]> producer;
    private final CheckpointTopic checkpoints;
    private final int maxMessageBytes;
    private final Duration deadline;
    private final Clock clock;
    private State state = State.CLAIMED;
    private @Nullable Checkpoint committed;
    private final ChainThread digests = new ChainThread();
    private OpenTransaction transaction = new OpenTransaction(digests, 0);
    private long flushingNanos;
    private long committingNanos;

    /**
     * Opens a producer and initialises its transactions: when this returns, every older attempt is fenced and its open
     * transaction is decided.
     *
     * @param deadline for the claim, and for each commit
     * @throws WaybillException UNREACHABLE at the deadline, KAFKA_FORBIDDEN, SETTING_REFUSED
     * @throws SinkFailure FENCED when a newer owner claims at the same time
     */
    public static TransactionalSink claim(SinkSettings settings, CheckpointTopic checkpoints, Duration deadline) {
        Producer<byte[], byte[]> producer = connect(settings);
        try {
            return claim(producer, settings.maxMessageBytes(), checkpoints, deadline);
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    private static Producer<byte[], byte[]> connect(SinkSettings settings) {
        try {
            return new KafkaProducer<>(settings.producerConfig(), new ByteArraySerializer(), new ByteArraySerializer());
        } catch (KafkaException e) {
            throw KafkaErrors.translate(e, "Starting the producer");
        }
    }

    /** As the other one, with a producer of the caller's, which {@link #close} closes. */
    public static TransactionalSink claim(
            Producer<byte[], byte[]> producer, int maxMessageBytes, CheckpointTopic checkpoints, Duration deadline) {
        try {
            untilDeadline(deadline, producer::initTransactions);
        } catch (TimeoutException e) {
            throw new WaybillException(
                    ErrorCode.UNREACHABLE,
                    "The transaction coordinator gave no answer within " + deadline.toSeconds() + " s.",
                    "Check the brokers (the topic __transaction_state needs its replicas), then run again.",
                    e);
        } catch (KafkaException | IllegalStateException e) {
            throw ProducerErrors.translate(e);
        }
        return new TransactionalSink(producer, maxMessageBytes, checkpoints, deadline);
    }

    private TransactionalSink(
            Producer<byte[], byte[]> producer, int maxMessageBytes, CheckpointTopic checkpoints, Duration deadline) {
        this.producer = producer;
        this.maxMessageBytes = maxMessageBytes;
        this.checkpoints = checkpoints;
        this.deadline = deadline;
        this.clock = Clock.systemUTC();
    }

    /** The same call again on a timeout, as Kafka asks for, until the deadline. */
    private static void untilDeadline(Duration deadline, Runnable call) {
        long start = System.nanoTime();
        while (true) {
            try {
                call.run();
                return;
            } catch (TimeoutException e) {
                if (System.nanoTime() - start > deadline.toNanos()) {
                    throw e;
                }
            }
        }
    }

    /** Sets what is committed so far: the truth as the start path has read and validated it. */
    public void continueFrom(Checkpoint truth) {
        require(state == State.CLAIMED);
        committed = truth;
        state = State.IDLE;
    }

    /** What the open transaction holds; nothing right after a commit. */
    public OpenTransaction openTransaction() {
        return transaction;
    }

    /** What this sink has waited for so far. */
    public SinkTimes times() {
        return new SinkTimes(BufferWait.nanos(producer), flushingNanos, committingNanos);
    }

    /**
     * Sends one record in the open transaction, opening one where none is. Blocks while the producer's buffer is full.
     *
     * @throws WaybillException BAD_ROW for a record that the topic cannot take; nothing of it was sent
     * @throws SinkFailure for what the start path can mend
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the transaction is the callback and keeps what failed
    public void append(ProducerRecord<byte[], byte[]> record) {
        if (OpenTransaction.size(record) + RECORD_OVERHEAD > maxMessageBytes) {
            throw new WaybillException(
                    ErrorCode.BAD_ROW,
                    "The record has " + OpenTransaction.size(record) + " bytes; the topic " + record.topic()
                            + " takes at most " + maxMessageBytes + " (max.message.bytes).",
                    "Raise max.message.bytes of the topic, or shorten the row.");
        }
        try {
            if (state != State.OPEN) {
                begin();
            }
            transaction.add(record);
            producer.send(record, transaction);
            CrashPoint.ROW_SENT.pass();
            transaction.requireNoFailure();
        } catch (KafkaException | IllegalStateException e) {
            throw poison(e);
        }
    }

    private void begin() {
        require(state == State.IDLE);
        producer.beginTransaction();
        digests.begin(committed().delivered().chain());
        transaction = new OpenTransaction(digests, System.nanoTime());
        state = State.OPEN;
    }

    /**
     * Commits the open transaction together with its checkpoint, or the checkpoint alone.
     *
     * @param next position, state and owner; number, time and what was delivered are filled in here
     * @return what was committed
     */
    public Checkpoint commit(Checkpoint next) {
        try {
            if (state != State.OPEN) {
                begin();
            }
            transaction.end();
            long begun = System.nanoTime();
            producer.flush();
            long flushed = System.nanoTime();
            flushingNanos += flushed - begun;
            transaction.requireNoFailure();
            requireContinuity(committed().delivered());
            CrashPoint.ROWS_ACKNOWLEDGED.pass();
            Checkpoint written = next.committedWith(
                    transaction.after(committed().delivered()), committed().transaction() + 1, clock.instant());
            writeCheckpoint(written);
            CrashPoint.CHECKPOINT_ACKNOWLEDGED.pass();
            untilDeadline(deadline, producer::commitTransaction);
            committingNanos += System.nanoTime() - flushed;
            committed = written;
            transaction = new OpenTransaction(digests, 0);
            state = State.IDLE;
            return written;
        } catch (KafkaException | IllegalStateException e) {
            throw poison(e);
        }
    }

    private void requireContinuity(Delivered before) {
        if (!transaction.continues(before)) {
            state = State.POISONED;
            abort();
            throw new WaybillException(
                    ErrorCode.CHECKPOINT_MISMATCH,
                    "The records of this transaction do not follow the ones before (" + transaction
                            + ", expected from offset " + before.tail()
                            + " without a gap): the topic was recreated or has another writer. The transaction is aborted.",
                    "Find out what happened to the topic; load into a new one, or use a partition of its own.");
        }
    }

    /**
     * Sends the checkpoint as the transaction's last record and waits for it. The second flush is what keeps the commit
     * request from overtaking the record inside the client: its sender asks "is anything incomplete?" before it takes
     * the next transactional request, and a record sent just then is not seen.
     */
    private void writeCheckpoint(Checkpoint written) {
        Future<RecordMetadata> answer = producer.send(checkpoints.record(written));
        producer.flush();
        if (!answer.isDone()) {
            throw new IllegalStateException("flush returned before the checkpoint was answered");
        }
        try {
            answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause());
        }
    }

    /** Aborts the open transaction, if there is one, to commit something else in its place; returns what is committed. */
    public Checkpoint discard() {
        if (state == State.OPEN) {
            try {
                producer.abortTransaction();
            } catch (KafkaException | IllegalStateException e) {
                throw poison(e);
            }
            transaction = new OpenTransaction(digests, 0);
            state = State.IDLE;
        }
        return committed();
    }

    /** No further use; one bounded abort tells a transaction timeout from a newer owner where the error does not. */
    private RuntimeException poison(Exception error) {
        boolean wasOpen = state == State.OPEN;
        state = State.POISONED;
        if (wasOpen && ProducerErrors.isAmbiguous(error)) {
            try {
                producer.abortTransaction();
            } catch (KafkaException | IllegalStateException e) {
                return ProducerErrors.translate(e);
            }
        }
        return ProducerErrors.translate(error);
    }

    private void abort() {
        try {
            producer.abortTransaction();
        } catch (KafkaException | IllegalStateException e) {
            LOG.atDebug()
                    .addKeyValue("error", e.toString())
                    .log("Could not abort; the next owner's claim or the transaction timeout will");
        }
    }

    private Checkpoint committed() {
        Checkpoint truth = committed;
        if (truth == null) {
            throw new IllegalStateException("the sink was not told what is committed");
        }
        return truth;
    }

    private static void require(boolean legal) {
        if (!legal) {
            throw new IllegalStateException("the sink is not in a state for this call");
        }
    }

    /** Aborts what is open, so that readers need not wait for the transaction timeout, and closes the producer. */
    @Override
    public void close() {
        if (state == State.OPEN) {
            abort();
        }
        state = State.POISONED;
        digests.close();
        try {
            producer.close(CLOSE);
        } catch (KafkaException e) {
            LOG.atDebug().addKeyValue("error", e.toString()).log("Closing the producer failed");
        }
    }
}
