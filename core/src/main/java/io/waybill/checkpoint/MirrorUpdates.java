package io.waybill.checkpoint;

import io.waybill.CrashPoint;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings committed checkpoints to the mirror on a thread of its own, so that a slow mirror never holds up the rows. The
 * latest one wins; one that failed is tried again until a newer one replaces it.
 *
 * <p>{@link #offer} is called by the thread that commits.
 */
public final class MirrorUpdates implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MirrorUpdates.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration LAST_CHANCE = Duration.ofSeconds(10);

    private final CheckpointMirror mirror;
    private final Thread thread;
    private @Nullable Checkpoint pending;
    private boolean closing;
    private boolean stale;

    public MirrorUpdates(CheckpointMirror mirror) {
        this.mirror = mirror;
        this.thread = new Thread(this::run, "waybill-mirror");
        thread.setDaemon(true);
        thread.start();
    }

    /** Hands over a committed checkpoint and returns at once. */
    public synchronized void offer(Checkpoint committed) {
        pending = committed;
        notifyAll();
    }

    /** Whether the last update failed and no later one has succeeded. */
    public synchronized boolean isStale() {
        return stale;
    }

    private void run() {
        try {
            for (Checkpoint next = take(); next != null; next = take()) {
                write(next);
            }
        } catch (InterruptedException e) {
            LOG.warn("Gave up the last mirror update");
        }
    }

    private synchronized @Nullable Checkpoint take() throws InterruptedException {
        while (pending == null && !closing) {
            wait();
        }
        Checkpoint next = pending;
        pending = null;
        return next;
    }

    private void write(Checkpoint checkpoint) throws InterruptedException {
        try {
            mirror.write(checkpoint);
            CrashPoint.MIRRORED.pass();
            setStale(false);
        } catch (RuntimeException e) { // even a defect of the mirror must not end the updates unseen
            LOG.atWarn()
                    .addKeyValue("job", checkpoint.job())
                    .addKeyValue("error", e.toString())
                    .log("The mirror is stale; the load goes on");
            putBack(checkpoint);
        }
    }

    private synchronized void setStale(boolean now) {
        stale = now;
    }

    @SuppressWarnings("WaitNotInLoop") // waking early only tries again earlier
    private synchronized void putBack(Checkpoint failed) throws InterruptedException {
        stale = true;
        if (pending == null) {
            pending = failed;
        }
        wait(PAUSE_AFTER_FAILURE.toMillis());
    }

    /** Waits for the last update, ten seconds at most. */
    @Override
    public void close() {
        synchronized (this) {
            closing = true;
            notifyAll();
        }
        try {
            thread.join(LAST_CHANCE.toMillis());
            thread.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
