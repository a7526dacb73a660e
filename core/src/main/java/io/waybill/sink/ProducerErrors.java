package io.waybill.sink;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.kafka.KafkaErrors;
import io.waybill.sink.SinkFailure.Verdict;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnTimeoutException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.protocol.Errors;

/**
 * What an error of the producer means. They arrive wrapped, sometimes several deep; the innermost one that Kafka names
 * decides.
 */
final class ProducerErrors {
    private ProducerErrors() {}

    /**
     * Whether a broker only says that our epoch is old, which a transaction timeout and a newer owner both cause; an
     * abort tells the two apart.
     */
    static boolean isAmbiguous(Throwable error) {
        return decisive(error) instanceof InvalidProducerEpochException;
    }

    /** The exception to throw: a {@link SinkFailure}, or a {@link WaybillException} for what repeating cannot mend. */
    static RuntimeException translate(Throwable error) {
        Throwable cause = decisive(error);
        if (cause instanceof WaybillException already) {
            return already;
        }
        if (cause instanceof ProducerFencedException) {
            return new SinkFailure(Verdict.FENCED, cause);
        }
        if (cause instanceof TransactionalIdAuthorizationException) { // it does not say which id
            return new WaybillException(
                    ErrorCode.KAFKA_FORBIDDEN,
                    "Writing to Kafka is not allowed: " + cause.getMessage(),
                    "Allow WRITE on transactional ids that begin with waybill. (kafka-acls.sh --transactional-id waybill."
                            + " --resource-pattern-type prefixed).",
                    cause);
        }
        if (cause instanceof AuthorizationException
                || cause instanceof AuthenticationException
                || cause instanceof InterruptException) {
            return KafkaErrors.translate(cause, "Writing to Kafka");
        }
        if (cause instanceof RecordTooLargeException) {
            return new WaybillException(
                    ErrorCode.SETTING_REFUSED,
                    "The broker refuses a record as too large: " + cause.getMessage(),
                    "Raise the topic's max.message.bytes; the checkpoint topic needs the default at least.",
                    cause);
        }
        if (cause instanceof UnsupportedVersionException || isTimeoutRefused(cause)) {
            return new WaybillException(
                    ErrorCode.SETTING_REFUSED,
                    "The broker cannot run this transaction: " + cause.getMessage(),
                    "Raise the broker's transaction.max.timeout.ms, or use Kafka 2.5 or later.",
                    cause);
        }
        if (cause instanceof KafkaException) {
            return new SinkFailure(Verdict.RECOVER, cause);
        }
        return new WaybillException(
                ErrorCode.BUG, "The producer failed: " + cause, "Please report this with the log.", cause);
    }

    /** The client wraps this error of {@code initTransactions()} by its text alone. */
    private static boolean isTimeoutRefused(Throwable cause) {
        return cause instanceof InvalidTxnTimeoutException
                || String.valueOf(cause.getMessage()).contains(Errors.INVALID_TRANSACTION_TIMEOUT.message());
    }

    private static Throwable decisive(Throwable error) {
        Throwable decisive = KafkaErrors.root(error);
        for (Throwable inner = decisive.getCause(); inner != null; inner = inner.getCause()) {
            if (inner instanceof ApiException && !(decisive instanceof ProducerFencedException)) {
                decisive = inner;
            }
        }
        return decisive;
    }
}
