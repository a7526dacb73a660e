package io.waybill;

/** What went wrong, as a stable name, and the exit code that a shell sees for it. */
public enum ErrorCode {
    /** A defect of Waybill itself. */
    BUG(1),
    /** A flag, variable or file value that cannot be understood. */
    USAGE(2),
    /** The bucket, key, version or file does not exist. */
    SOURCE_NOT_FOUND(4),
    /** The source refuses our credentials. */
    SOURCE_FORBIDDEN(4),
    /** The source is something that cannot be read as CSV at all, such as UTF-16. */
    SOURCE_UNSUPPORTED(4),
    /** The topic or partition does not exist. */
    TOPIC_NOT_FOUND(4),
    /** The cluster refuses our credentials, or an access control list lacks an entry. */
    KAFKA_FORBIDDEN(4),
    /** No job of that name has a checkpoint. */
    JOB_NOT_FOUND(4),
    /** A setting of the topic, the cluster, the table or the client makes the promise impossible. */
    SETTING_REFUSED(4),
    /** The mirror's table does not exist or refuses our credentials. */
    MIRROR_UNUSABLE(4),
    /** The object is no longer the one that was pinned. */
    SOURCE_CHANGED(5),
    /** The bytes that arrived are not the ones whose checksum the store recorded. */
    SOURCE_CORRUPT(5),
    /** Another instance owns the job. */
    FENCED(6),
    /** A row breaks the dialect: field count, encoding, quotes, size. */
    BAD_ROW(7),
    /** The checkpoint does not belong to this job, or disagrees with the topic. */
    CHECKPOINT_MISMATCH(8),
    /** The destination holds records that this job did not write. */
    DESTINATION_NOT_EMPTY(8),
    /** Verification found a difference. */
    VERIFICATION_DIFFERENCE(9),
    /** A server could not be reached before the deadline. */
    UNREACHABLE(75),
    /** The same row failed too often; run again when the cause is gone. */
    RETRIES_EXHAUSTED(75),
    /** The receipt or the result could not be written where it was to go; the job itself is done. */
    OUTPUT_NOT_WRITTEN(75),
    /** Stopped on request (SIGINT). */
    INTERRUPTED(130),
    /** Stopped on request (SIGTERM). */
    TERMINATED(143);

    private final int exitCode;

    ErrorCode(int exitCode) {
        this.exitCode = exitCode;
    }

    /** The process exit code. */
    public int exitCode() {
        return exitCode;
    }
}
