package io.waybill.sandbox.check;

/**
 * How the job was to end and whether it did, which only its runner knows.
 *
 * @param expected what it had to come to
 * @param reached whether it ended by itself, in that way, before the runner lost patience
 * @param seen what the runner saw, such as the exit code; for the report
 */
public record Outcome(Ending expected, boolean reached, String seen) {
    /** What a job comes to. */
    public enum Ending {
        /** Every row loaded and verified. */
        VERIFIED,
        /** Every row loaded, not verified. */
        FINISHED,
        /** Stopped for a good reason, such as a bad row: exactly the rows of its checkpoint are there. */
        STOPPED;

        boolean isWhole() {
            return this != STOPPED;
        }
    }

    /** It did what it had to. */
    public static Outcome reached(Ending expected) {
        return new Outcome(expected, true, "");
    }
}
