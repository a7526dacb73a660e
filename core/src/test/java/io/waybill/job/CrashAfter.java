package io.waybill.job;

import io.waybill.checkpoint.Checkpoint;

/** Ends a job from inside after so many commits, its opening counted, as a crash would: nothing is tidied up. */
final class CrashAfter implements Progress {
    /** The crash. */
    static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private int left;

    CrashAfter(int commits) {
        this.left = commits;
    }

    @Override
    public void resumed(Checkpoint from) {
        count();
    }

    @Override
    public void committed(Checkpoint checkpoint) {
        count();
    }

    private void count() {
        if (--left == 0) {
            throw new Crash();
        }
    }
}
