package io.waybill.job;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential backoff with jitter between recoveries, from 0.2 s to 30 s, reset by progress; five failures at the same
 * row stop the job.
 */
final class RetryPolicy {
    private static final int LIMIT = 5;
    private static final long FIRST_MILLIS = 200;
    private static final long LONGEST_MILLIS = 30_000;

    private final RandomGenerator random;
    private long row = -1;
    private int failures;

    RetryPolicy(RandomGenerator random) {
        this.random = random;
    }

    /** Counts a failure after {@code committedRows} and says how long to wait before the next attempt. */
    Duration afterFailure(long committedRows, RuntimeException failure) {
        failures = committedRows == row ? failures + 1 : 1;
        row = committedRows;
        if (failures >= LIMIT) {
            throw new WaybillException(
                    ErrorCode.RETRIES_EXHAUSTED,
                    "Failed " + failures + " times after row " + row + ": " + failure.getMessage(),
                    "Look at the brokers and the network, then run the same command again.",
                    failure);
        }
        long millis = Math.min(LONGEST_MILLIS, FIRST_MILLIS << (2 * (failures - 1)));
        return Duration.ofMillis(millis / 2 + random.nextLong(millis / 2 + 1));
    }

    int failures() {
        return failures;
    }
}
