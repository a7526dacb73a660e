package io.waybill;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A failure that a person is meant to read: what happened and where (object, byte, row, partition), and what to do.
 *
 * <p>Foreign exceptions are translated into this one once, at the edge where they appear, and kept as the cause.
 */
public final class WaybillException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String fix;

    /**
     * @param code stable name and exit code
     * @param what one sentence: what happened, and where
     * @param fix one sentence: what the reader can do about it
     */
    public WaybillException(ErrorCode code, String what, String fix) {
        this(code, what, fix, null);
    }

    /** As the other one, with the foreign exception that was translated. */
    public WaybillException(ErrorCode code, String what, String fix, @Nullable Throwable cause) {
        super(what, cause);
        this.code = Objects.requireNonNull(code);
        this.fix = Objects.requireNonNull(fix);
    }

    public ErrorCode code() {
        return code;
    }

    /** What the reader can do about it. */
    public String fix() {
        return fix;
    }
}
