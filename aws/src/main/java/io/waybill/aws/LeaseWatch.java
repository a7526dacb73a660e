package io.waybill.aws;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Finds out whether the owner of a lease is alive, by this process's own clock alone: an owner whose version stands still
 * for a full lease is dead.
 *
 * @param nanoTime a monotonic clock
 */
record LeaseWatch(LeaseItem item, LongSupplier nanoTime, Sleeper sleeper) {
    private static final int POLLS_PER_LEASE = 10;

    /**
     * Waits until the lease can be taken, and returns it as it then stands: free, or of an owner that died.
     *
     * @throws WaybillException FENCED as soon as the owner moves
     */
    LeaseRow awaitTakeable() throws InterruptedException {
        LeaseRow first = item.read();
        long since = nanoTime.getAsLong();
        long asked = since;
        while (!first.isFree() && asked - since < first.length().toNanos()) {
            sleeper.sleep(pause(first));
            asked = nanoTime.getAsLong(); // before the answer: the lease is never cut short
            LeaseRow now = item.read();
            if (now.isFree()) {
                return now;
            }
            if (!now.equals(first)) {
                throw fenced(now);
            }
        }
        return first;
    }

    private static Duration pause(LeaseRow row) {
        return row.length().dividedBy(POLLS_PER_LEASE).plusMillis(1);
    }

    /** Another instance runs the job. */
    WaybillException fenced(LeaseRow alive) {
        return new WaybillException(
                ErrorCode.FENCED,
                "Job " + item.job() + " is being run by another instance: " + alive.owner() + " (token " + alive.token()
                        + ")",
                "Let it finish, or stop it first; this one has written nothing");
    }
}
