package io.waybill.checkpoint;

import java.util.Optional;

/**
 * A copy of the newest checkpoint where operators look, such as DynamoDB. It decides nothing but whether something is
 * wrong: a mirror that is ahead of Kafka means that Kafka lost a checkpoint.
 *
 * <p>{@link #read} is called by the start path, {@link #write} by the thread of {@link MirrorUpdates} only.
 */
public interface CheckpointMirror extends AutoCloseable {
    /**
     * What the mirror says of a job.
     *
     * @param transaction number of the last mirrored transaction
     * @param rows rows committed
     */
    record MirroredJob(JobState state, long transaction, long rows, long byteOffset) {}

    /** No mirror: Kafka alone suffices. */
    CheckpointMirror NONE = new CheckpointMirror() {
        @Override
        public Optional<MirroredJob> read(String job) {
            return Optional.empty();
        }

        @Override
        public void write(Checkpoint checkpoint) {}

        @Override
        public void close() {}
    };

    /**
     * The last mirrored checkpoint of a job, strongly consistent; empty when it was never written.
     *
     * @throws io.waybill.WaybillException MIRROR_UNUSABLE or UNREACHABLE
     */
    Optional<MirroredJob> read(String job);

    /**
     * Replaces the copy, unless it is newer already or the lease is lost: then it does nothing.
     *
     * @throws io.waybill.WaybillException MIRROR_UNUSABLE or UNREACHABLE
     */
    void write(Checkpoint checkpoint);

    @Override
    void close();
}
