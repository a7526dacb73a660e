package io.waybill.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    private final RuntimeException failure = new IllegalStateException("broker down");

    private final RetryPolicy retries = new RetryPolicy(new SplittableRandom(1));

    @Test
    void fiveFailuresAtTheSameRowStopTheJob() {
        for (int count = 1; count <= 4; count++) {
            retries.afterFailure(70, failure);
        }

        assertThatThrownBy(() -> retries.afterFailure(70, failure))
                .isInstanceOfSatisfying(
                        WaybillException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RETRIES_EXHAUSTED))
                .hasMessageContainingAll("5 times", "row 70", "broker down")
                .hasCause(failure);
    }

    @Test
    void progressBeginsTheCountAnew() {
        for (long row = 0; row < 100; row++) {
            retries.afterFailure(row, failure);
            retries.afterFailure(row, failure);
        }

        assertThat(retries.failures()).isEqualTo(2);
    }

    @Test
    void pausesGrowFromAFifthOfASecondAndJitterDownToHalf() {
        long longest = 200;
        for (int count = 1; count <= 4; count++) {
            Duration pause = retries.afterFailure(0, failure);

            assertThat(pause.toMillis()).isBetween(longest / 2, longest);
            longest *= 4;
        }
    }
}
