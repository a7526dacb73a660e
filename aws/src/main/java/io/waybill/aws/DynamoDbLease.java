package io.waybill.aws;

import io.waybill.checkpoint.Lease;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * A lease in the job's item of the mirror's table: attributes {@code owner}, {@code token}, {@code version} and {@code
 * lease_ms}. No clock is compared with another one's: the owner moves {@code version}, and a waiter watches it.
 *
 * <p>{@link #acquire}, {@link #outrank} and {@link #close} belong to the thread that runs the job; the others may be called by any.
 */
public final class DynamoDbLease implements Lease {
    /** Unless another length is chosen. */
    public static final Duration DEFAULT_LENGTH = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(DynamoDbLease.class);

    private final LeaseItem item;
    private final Duration length;
    private final LeaseWatch watch;
    private final Sleeper pulse;
    private volatile LeaseOwner owner = new LeaseOwner(LeaseOwner.newName(), 0);
    private volatile @Nullable LeaseHeartbeat heartbeat;

    /** @param length how long a successor waits when this owner dies */
    public DynamoDbLease(MirrorTable table, String job, Duration length) {
        this(new LeaseItem(table, job), length, Sleeper.REAL);
    }

    /** @param pulse paces the heartbeat */
    DynamoDbLease(LeaseItem item, Duration length, Sleeper pulse) {
        this.item = item;
        this.length = length;
        this.watch = new LeaseWatch(item, System::nanoTime, Sleeper.REAL);
        this.pulse = pulse;
    }

    @Override
    public void acquire() {
        LeaseHeartbeat beating = heartbeat;
        if (beating != null && !beating.isLost()) {
            return;
        }
        try {
            owner = take(watch.awaitTakeable());
        } catch (InterruptedException e) {
            throw AwsFailure.interrupted("waiting for the lease of job " + item.job(), e);
        }
        heartbeat = new LeaseHeartbeat(item, owner, length, pulse);
    }

    private LeaseOwner take(LeaseRow seen) {
        try {
            LeaseOwner taken = item.take(seen, owner.name(), length);
            LOG.atInfo()
                    .addKeyValue("job", item.job())
                    .addKeyValue("token", taken.token())
                    .log(seen.isFree() ? "Took the lease" : "Took the lease of an owner that died");
            return taken;
        } catch (ConditionalCheckFailedException moved) {
            return takeMoved(LeaseRow.of(moved.item()));
        }
    }

    private LeaseOwner takeMoved(LeaseRow now) {
        if (now.owner().equals(owner.name())) {
            return new LeaseOwner(now.owner(), now.token()); // taken by us: the answer was lost and the SDK asked again
        }
        if (now.isFree()) {
            return take(now);
        }
        throw watch.fenced(now);
    }

    /** What every write of the mirror is conditional on. */
    LeaseOwner owner() {
        return owner;
    }

    @Override
    public long token() {
        return owner.token();
    }

    @Override
    public void outrank(long other) {
        LeaseHeartbeat beating = heartbeat;
        if (beating == null || owner.token() >= other) {
            return;
        }
        beating.close(); // it would take the raised token for another owner's
        try {
            owner = item.raise(owner, other + 1);
        } catch (ConditionalCheckFailedException taken) {
            throw watch.fenced(LeaseRow.of(taken.item()));
        }
        heartbeat = new LeaseHeartbeat(item, owner, length, pulse);
    }

    @Override
    public boolean decides() {
        return true;
    }

    @Override
    public boolean isHeld() {
        return owner.token() > 0 && item.read().isOf(owner);
    }

    @Override
    public boolean isLost() {
        LeaseHeartbeat beating = heartbeat;
        return beating != null && beating.isLost();
    }

    /** Never throws: a lease that cannot be released runs out by itself. */
    @Override
    public void close() {
        LeaseHeartbeat beating = heartbeat;
        if (beating == null) {
            return;
        }
        heartbeat = null;
        boolean interrupted = Thread.interrupted(); // or the SDK would refuse to release it
        beating.close();
        if (!beating.isLost()) {
            release();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void release() {
        try {
            item.release(owner);
        } catch (ConditionalCheckFailedException e) {
            if (!LeaseRow.of(e.item()).isFree()) { // free: by us, the answer was lost and the SDK asked again
                LOG.atWarn().addKeyValue("job", item.job()).log("Another instance had taken the lease");
            }
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("job", item.job())
                    .addKeyValue("error", e.getMessage())
                    .log("The lease was not released; it runs out by itself");
        }
    }
}
