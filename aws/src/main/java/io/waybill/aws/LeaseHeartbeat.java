package io.waybill.aws;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Shows three times per lease that its owner is alive, on a thread of its own, until it is closed or finds that somebody
 * else took the lease. When DynamoDB is down it goes on trying: a mirror that is down must not stop the load.
 */
final class LeaseHeartbeat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseHeartbeat.class);
    private static final Duration UNTIL_STOPPED = Duration.ofSeconds(2);

    private final LeaseItem item;
    private final LeaseOwner owner;
    private final Duration length;
    private final Sleeper sleeper;
    private final Thread thread;
    private volatile boolean lost;

    LeaseHeartbeat(LeaseItem item, LeaseOwner owner, Duration length, Sleeper sleeper) {
        this.item = item;
        this.owner = owner;
        this.length = length;
        this.sleeper = sleeper;
        this.thread = new Thread(this::run, "waybill-lease");
        thread.setDaemon(true);
        thread.start();
    }

    LeaseOwner owner() {
        return owner;
    }

    /** Whether somebody else took the lease. */
    boolean isLost() {
        return lost;
    }

    private void run() {
        try {
            while (!lost) {
                sleeper.sleep(length.dividedBy(3));
                beat();
            }
        } catch (InterruptedException e) {
            LOG.debug("The heartbeat was stopped");
        }
    }

    private void beat() throws InterruptedException {
        try {
            moveOn();
        } catch (ConditionalCheckFailedException taken) {
            lost = true;
            LOG.atWarn()
                    .addKeyValue("job", item.job())
                    .addKeyValue("owner", LeaseRow.of(taken.item()).owner())
                    .log("Another instance took the lease");
        } catch (RuntimeException e) { // whatever it is, the heart goes on beating
            if (Thread.interrupted()) {
                throw new InterruptedException("stopped during a heartbeat");
            }
            LOG.atWarn()
                    .addKeyValue("job", item.job())
                    .addKeyValue("error", e.getMessage())
                    .log("The lease's heartbeat failed; the load goes on");
        }
    }

    private void moveOn() {
        try {
            item.beat(owner);
        } catch (ConditionalCheckFailedException refused) {
            if (!refused.item().isEmpty()) {
                throw refused;
            }
            item.restore(owner, length);
            LOG.atWarn().addKeyValue("job", item.job()).log("The job's item was deleted; put it back");
        }
    }

    /** Stops the thread; the lease stays in the table. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(UNTIL_STOPPED.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
