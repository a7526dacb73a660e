package io.waybill.kafka;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** What an error of Kafka's admin client or consumer means to the user. The producer's are the sink's business. */
public final class KafkaErrors {
    private KafkaErrors() {}

    /** Waits for an answer of the admin client, until the deadline. */
    public static <T> T await(KafkaFuture<T> answer, Duration deadline, String doing) {
        try {
            return answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WaybillException(ErrorCode.INTERRUPTED, doing + " was interrupted.", "Run it again.", e);
        } catch (ExecutionException e) {
            throw translate(e, doing);
        } catch (java.util.concurrent.TimeoutException e) {
            throw unreachable(doing, e);
        }
    }

    /**
     * Translates an error of the admin client or a consumer.
     *
     * @param doing what was tried, as the beginning of a sentence: "Reading topic orders"
     */
    public static WaybillException translate(Throwable error, String doing) {
        Throwable root = root(error);
        if (root instanceof WaybillException already) {
            return already;
        }
        if (root instanceof InterruptException) {
            return new WaybillException(ErrorCode.INTERRUPTED, doing + " was interrupted.", "Run it again.", root);
        }
        if (root instanceof AuthenticationException || root instanceof AuthorizationException) {
            return new WaybillException(
                    ErrorCode.KAFKA_FORBIDDEN,
                    doing + " is not allowed: " + root.getMessage(),
                    "Check the credentials in --command-config and the access control lists of the cluster.",
                    root);
        }
        if (root instanceof UnknownTopicOrPartitionException) {
            return new WaybillException(
                    ErrorCode.TOPIC_NOT_FOUND,
                    doing + " failed: " + root.getMessage(),
                    "Check the name, or let load create it with --create-topic.",
                    root);
        }
        if (root instanceof OffsetOutOfRangeException) {
            return new WaybillException(
                    ErrorCode.CHECKPOINT_MISMATCH,
                    doing + " failed, the offset is gone: " + root.getMessage(),
                    "The topic was truncated, or retention removed records. Load into a new topic with longer retention.",
                    root);
        }
        if (root instanceof ConfigException && !isAddressProblem(root)) {
            return new WaybillException(
                    ErrorCode.SETTING_REFUSED,
                    "A Kafka client setting is wrong: " + root.getMessage(),
                    "Correct it in --command-config or --command-property.",
                    root);
        }
        if (root instanceof UnsupportedVersionException) {
            return new WaybillException(
                    ErrorCode.SETTING_REFUSED,
                    doing + " needs a newer broker: " + root.getMessage(),
                    "Use a Kafka cluster of version 2.5 or later.",
                    root);
        }
        if (root instanceof RetriableException || isAddressProblem(root)) {
            return unreachable(doing, root);
        }
        return new WaybillException(
                ErrorCode.BUG, doing + " failed: " + root, "Please report this with the log.", root);
    }

    /** The error that Kafka's and Java's wrappers hide. */
    public static Throwable root(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null
                && (root instanceof ExecutionException || root.getClass() == KafkaException.class)) {
            root = root.getCause();
        }
        return root;
    }

    private static boolean isAddressProblem(Throwable root) {
        String message = String.valueOf(root.getMessage());
        return message.contains("bootstrap.servers") || message.contains("bootstrap urls");
    }

    private static WaybillException unreachable(String doing, Throwable cause) {
        String detail = cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")";
        return new WaybillException(
                ErrorCode.UNREACHABLE,
                doing + " got no answer before the deadline" + detail + ".",
                "Check --bootstrap-server, the network and the brokers, then run the same command again.",
                cause);
    }
}
