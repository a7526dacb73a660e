package io.waybill.sink;

/**
 * The sink cannot go on, and what the last checkpoint says is all that counts. Whoever catches it closes the sink and
 * takes the start path again, or stops.
 */
public final class SinkFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What to do about it. */
    public enum Verdict {
        /** Something temporary: start again from the last checkpoint. */
        RECOVER,
        /** A newer owner initialised the same transactional id. */
        FENCED
    }

    private final Verdict verdict;

    SinkFailure(Verdict verdict, Throwable cause) {
        super(cause.getMessage(), cause);
        this.verdict = verdict;
    }

    public Verdict verdict() {
        return verdict;
    }
}
