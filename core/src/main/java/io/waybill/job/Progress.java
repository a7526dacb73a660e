package io.waybill.job;

import io.waybill.checkpoint.Checkpoint;
import java.time.Duration;

/** What a job tells whoever watches it. Called on the job's thread; must return quickly. */
public interface Progress {
    /** Nobody watches. */
    Progress NONE = new Progress() {};

    /** An attempt begins, or goes on after a recovery, at a checkpoint. */
    default void resumed(Checkpoint from) {}

    /** A transaction was committed. */
    default void committed(Checkpoint checkpoint) {}

    /** Something failed that the start path mends after a pause. */
    default void recovering(String why, int failures, Duration pause) {}

    /** Verification has compared so many rows. */
    default void verified(long rows, long ofRows) {}

    /** Something the user should know, such as a risky topic setting. */
    default void warning(String text) {}
}
