package io.waybill.sink;

import io.waybill.digest.ChainThread;
import io.waybill.digest.DigestChain;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Makes open transactions for the tests of those who judge them. */
public final class OpenTransactions {
    private OpenTransactions() {}

    /** One with so many records of so many bytes each, opened at a time of {@link System#nanoTime()}. */
    public static OpenTransaction of(int records, int bytesEach, long openedNanos) {
        try (ChainThread digests = new ChainThread()) {
            digests.begin(DigestChain.START);
            OpenTransaction open = new OpenTransaction(digests, openedNanos);
            for (int i = 0; i < records; i++) {
                open.add(new ProducerRecord<>("topic", 0, null, new byte[bytesEach]));
            }
            return open;
        }
    }
}
