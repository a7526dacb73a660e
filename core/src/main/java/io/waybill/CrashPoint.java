package io.waybill;

import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * The moments at which a crash is most telling, in the order in which a job passes them. Product code marks each with
 * {@link #pass}. Nothing happens there unless a {@link Watcher} is on the class path: the chaos suite of a source checkout
 * has one, a release does not, and the call then costs nothing.
 */
public enum CrashPoint {
    /** The lease is taken, and nothing else is done. */
    LEASE_TAKEN,
    /** Before the transactions are initialised: an older attempt is not fenced yet. */
    BEFORE_INIT,
    /** The transactions are initialised, the checkpoint is not read. */
    AFTER_INIT,
    /** The checkpoint is read and validated, this attempt not opened. */
    CHECKPOINT_READ,
    /** A row was handed to the producer; passed once for each row. */
    ROW_SENT,
    /** All rows of a transaction are acknowledged, its checkpoint is not sent. */
    ROWS_ACKNOWLEDGED,
    /** The checkpoint is acknowledged as well, the commit is not asked for. */
    CHECKPOINT_ACKNOWLEDGED,
    /** A commit returned; the mirror does not know of it. */
    COMMITTED,
    /** The mirror has written a checkpoint. */
    MIRRORED,
    /** The last row was read; it and FINISHED are not committed, which they will be in one transaction. */
    END_OF_ROWS,
    /** FINISHED is committed; there is no receipt, and nothing is verified. */
    FINISHED,
    /** In the middle of the verification; passed every few thousand rows. */
    VERIFYING,
    /** Asked to stop by a signal; what is framed is not committed. */
    STOPPING;

    /** Told of every point that the process passes, on the thread that passes it; found by {@link ServiceLoader}. */
    public interface Watcher {
        /** Returns when the process may go on. */
        void passed(CrashPoint point);
    }

    private static final @Nullable Watcher WATCHER =
            ServiceLoader.load(Watcher.class).findFirst().orElse(null);

    /** Marks this point. */
    public void pass() {
        if (WATCHER != null) {
            WATCHER.passed(this);
        }
    }
}
