package io.waybill.job;

import io.waybill.checkpoint.Checkpoint;
import java.util.Optional;

/**
 * How many transactions a job will need, judged by the first ones of a pass. Kafka counts the transactions of one
 * producer in 15 bits and then changes the producer's id, which is a rare path better not taken.
 */
final class TransactionEstimate {
    /** So many transactions with rows are enough to judge by. */
    private static final long SAMPLE = 10;

    private static final long MANY = 30_000;

    private final Checkpoint start;
    private final long size;

    /** @param size of the source, in bytes */
    TransactionEstimate(Checkpoint start, long size) {
        this.start = start;
        this.size = size;
    }

    /** A warning when the transaction just committed completes the sample, and the job will need too many. */
    Optional<String> warningAfter(Checkpoint committed) {
        long transactions = committed.transaction() - start.transaction();
        long bytes = committed.position().byteOffset() - start.position().byteOffset();
        if (transactions != SAMPLE || bytes <= 0) {
            return Optional.empty();
        }
        double left = (double) (size - committed.position().byteOffset()) / bytes * transactions;
        long expected = committed.transaction() + Math.round(left);
        return expected <= MANY
                ? Optional.empty()
                : Optional.of(
                        "This job will need about " + expected + " transactions; fewer than " + MANY
                                + " are better tried. Let each hold more with --rows-per-transaction or --transaction-interval.");
    }
}
