package io.waybill.checkpoint;

/** The mirror of one job and the lease that goes with it. */
public record Mirroring(CheckpointMirror mirror, Lease lease) implements AutoCloseable {
    /** Neither: Kafka alone suffices. */
    public static final Mirroring NONE = new Mirroring(CheckpointMirror.NONE, Lease.NONE);

    /** Releases the lease, then closes the mirror. */
    @Override
    public void close() {
        lease.close();
        mirror.close();
    }
}
