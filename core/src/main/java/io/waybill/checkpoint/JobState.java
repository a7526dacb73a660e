package io.waybill.checkpoint;

import java.util.EnumSet;
import java.util.Set;

/** Where a job stands, with the moves that are legal. */
public enum JobState {
    /** Rows are still to come. */
    RUNNING,
    /** Every row is committed. */
    FINISHED,
    /** Every row is committed and was compared with the source. */
    VERIFIED,
    /** The source turned out to be corrupt; rows committed before stay visible. */
    FAILED;

    private Set<JobState> next() {
        return switch (this) {
            case RUNNING -> EnumSet.of(RUNNING, FINISHED, FAILED);
            case FINISHED -> EnumSet.of(VERIFIED);
            case VERIFIED, FAILED -> EnumSet.noneOf(JobState.class);
        };
    }

    /** This state, if {@code from} may turn into it; an illegal move is a defect and throws. */
    public JobState after(JobState from) {
        if (!from.next().contains(this)) {
            throw new IllegalStateException("a job that is " + from + " cannot become " + this);
        }
        return this;
    }
}
