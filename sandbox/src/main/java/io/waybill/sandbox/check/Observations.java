package io.waybill.sandbox.check;

import io.waybill.checkpoint.JobState;
import java.time.Duration;
import java.util.List;

/**
 * What a {@link Witness} saw while the job ran.
 *
 * @param sights of the destination, in the order of the offsets
 * @param mirrorSights of the mirror, in the order of time
 * @param violations what was wrong at the very moment
 * @param longestLag how long a reader saw a checkpoint at most before its rows; Kafka ends a transaction in one partition
 *     after the other
 * @param troubles what kept the witness from looking, such as a broker that was killed: of each kind once
 */
public record Observations(
        List<Sight> sights,
        List<MirrorSight> mirrorSights,
        List<Violation> violations,
        Duration longestLag,
        List<String> troubles) {
    /** Nobody watched. */
    public static final Observations NONE = new Observations(List.of(), List.of(), List.of(), Duration.ZERO, List.of());

    /**
     * What was visible at one instant.
     *
     * @param end the last stable offset
     * @param count records before it
     * @param digest of all of them, with their offsets
     */
    public record Sight(long end, long count, long digest) {}

    /**
     * What the mirror said at one instant.
     *
     * @param checkpointEnd the end of the checkpoint topic right after, open transactions included
     */
    public record MirrorSight(JobState state, long transaction, long rows, long checkpointEnd) {}

    public Observations {
        sights = List.copyOf(sights);
        mirrorSights = List.copyOf(mirrorSights);
        violations = List.copyOf(violations);
        troubles = List.copyOf(troubles);
    }
}
