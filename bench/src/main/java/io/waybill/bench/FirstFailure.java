package io.waybill.bench;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Keeps the first error that a record met. Told on the producer's thread, asked on the sender's. */
final class FirstFailure implements Callback {
    private volatile @Nullable Exception first;

    @Override
    public void onCompletion(RecordMetadata metadata, @Nullable Exception error) {
        if (error != null && first == null) {
            first = error;
        }
    }

    void check() {
        Exception failure = first;
        if (failure != null) {
            throw new KafkaException(failure);
        }
    }
}
