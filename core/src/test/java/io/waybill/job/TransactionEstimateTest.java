package io.waybill.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.checkpoint.Checkpoint;
import io.waybill.testing.Checkpoints;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The made-up checkpoints have ten bytes a row. */
class TransactionEstimateTest {
    private static final Checkpoint NONE = Checkpoints.none("job", "topic");

    @Test
    void tenTransactionsTellHowManyThereWillBe() {
        TransactionEstimate estimate = new TransactionEstimate(NONE, 40_000 * 10);

        assertThat(estimate.warningAfter(at(9, 9))).isEmpty();
        assertThat(estimate.warningAfter(at(10, 10)))
                .hasValueSatisfying(text -> assertThat(text).contains("about 40000 transactions"));
        assertThat(estimate.warningAfter(at(11, 11))).isEmpty();
    }

    @Test
    void thirtyThousandAreNotTooMany() {
        assertThat(new TransactionEstimate(NONE, 30_000 * 10).warningAfter(at(10, 10)))
                .isEmpty();
    }

    @Test
    void thoseOfEarlierAttemptsCount() {
        TransactionEstimate estimate = new TransactionEstimate(at(29_000, 100), 10_000 * 10);

        assertThat(estimate.warningAfter(at(29_010, 110))).isPresent();
        assertThat(estimate.warningAfter(at(29_010, 1100))).isEmpty();
    }

    @Test
    void transactionsWithoutProgressTellNothing() {
        assertThat(new TransactionEstimate(NONE, 1L << 40).warningAfter(at(10, 0)))
                .isEmpty();
    }

    private static Checkpoint at(long transaction, long rows) {
        return Checkpoints.at(NONE, rows).committedWith(NONE.delivered(), transaction, Instant.EPOCH);
    }
}
