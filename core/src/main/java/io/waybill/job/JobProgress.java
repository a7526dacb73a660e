package io.waybill.job;

import io.waybill.CrashPoint;
import io.waybill.checkpoint.Checkpoint;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one process knows of its job over all its passes. For the job's thread, except {@link #lastCommitted}. */
final class JobProgress {
    private final Progress watcher;
    private final StopRequest stop;
    private final Set<String> warned = new HashSet<>();
    private volatile @Nullable Checkpoint last;
    private boolean opened;

    JobProgress(Progress watcher, StopRequest stop) {
        this.watcher = watcher;
        this.stop = stop;
    }

    /** An attempt is one process life: passes after the first one keep its number. */
    int attemptAfter(Checkpoint truth) {
        return opened ? truth.attempt() : truth.attempt() + 1;
    }

    void opened(Checkpoint checkpoint) {
        opened = true;
        last = checkpoint;
        watcher.resumed(checkpoint);
    }

    boolean isOpened() {
        return opened;
    }

    void committed(Checkpoint checkpoint) {
        last = checkpoint;
        watcher.committed(checkpoint);
    }

    /** Each warning once, however many passes meet it. */
    void warning(String text) {
        if (warned.add(text)) {
            watcher.warning(text);
        }
    }

    void compared(long rows) {
        CrashPoint.VERIFYING.pass();
        stop.throwIfRequested();
        watcher.verified(rows, lastCommitted().map(c -> c.position().rows()).orElse(rows));
    }

    /** The newest checkpoint that this process has committed. */
    Optional<Checkpoint> lastCommitted() {
        return Optional.ofNullable(last);
    }

    long committedRows() {
        return lastCommitted().map(checkpoint -> checkpoint.position().rows()).orElse(0L);
    }
}
