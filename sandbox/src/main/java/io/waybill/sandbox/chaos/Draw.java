package io.waybill.sandbox.chaos;

import io.waybill.CrashPoint;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Random numbers of one fault, and the words that its case is written in.
 *
 * @param rows of the load
 * @param rowsPerTransaction of the load
 * @param share into how many parts the run's faults divide the load; each must strike within its own
 */
record Draw(RandomGenerator random, long rows, long rowsPerTransaction, int share) {
    /** Some row that is sent, in the middle of the load. */
    Hold anyRow() {
        return new Hold(CrashPoint.ROW_SENT, 1 + random.nextLong(rows / share / 2));
    }

    /** The first row of some transaction. */
    Hold firstRowOfATransaction() {
        return new Hold(CrashPoint.ROW_SENT, 1 + random.nextLong(transactions()) * rowsPerTransaction);
    }

    /** Some passing of a point that each transaction passes once. */
    Hold anyTransaction(CrashPoint point) {
        return new Hold(point, 1 + random.nextLong(transactions()));
    }

    /** The first passing of a point. */
    static Hold first(CrashPoint point) {
        return new Hold(point, 1);
    }

    private long transactions() {
        return Math.max(1, rows / rowsPerTransaction / share / 2);
    }

    Duration between(Duration least, Duration most) {
        return Duration.ofMillis(random.nextLong(least.toMillis(), most.toMillis() + 1));
    }

    <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
