package io.waybill.bench;

import io.waybill.csv.RowReader;
import io.waybill.digest.ChainThread;
import io.waybill.digest.DigestChain;
import io.waybill.record.RecordEncoder;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** How an {@link UntransactedLoad} hands its records to the producer. */
enum Sending {
    /** One after the other with the digest chain, as the sink does, and then waiting for all. */
    STREAMED {
        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // the callback keeps what failed
        Timing send(RowReader rows, RecordEncoder encoder, Producer<byte[], byte[]> producer, long limit)
                throws InterruptedException {
            FirstFailure failure = new FirstFailure();
            try (ChainThread digests = new ChainThread()) {
                digests.begin(DigestChain.START);
                long start = System.nanoTime();
                long sent = 0;
                while (sent < limit && rows.next()) {
                    ProducerRecord<byte[], byte[]> record = encoder.encode(rows);
                    digests.add(record.key(), record.value());
                    producer.send(record, failure);
                    sent++;
                }
                producer.flush();
                failure.check();
                return new Timing(sent, (System.nanoTime() - start) / 1e9);
            }
        }
    },

    /** Each waits for its acknowledgement: the next one is not sent before. */
    WAIT_EACH {
        @Override
        Timing send(RowReader rows, RecordEncoder encoder, Producer<byte[], byte[]> producer, long limit)
                throws InterruptedException {
            long start = System.nanoTime();
            long sent = 0;
            while (sent < limit && rows.next()) {
                try {
                    producer.send(encoder.encode(rows)).get();
                } catch (ExecutionException e) {
                    throw new KafkaException(e.getCause());
                }
                sent++;
            }
            return new Timing(sent, (System.nanoTime() - start) / 1e9);
        }
    };

    /** Sends at most {@code limit} rows; the time from the first send to the last acknowledgement. */
    abstract Timing send(RowReader rows, RecordEncoder encoder, Producer<byte[], byte[]> producer, long limit)
            throws InterruptedException;
}
