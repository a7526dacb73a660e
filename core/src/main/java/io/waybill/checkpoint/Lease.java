package io.waybill.checkpoint;

/**
 * The right to run a job, kept by a heartbeat. It only keeps two healthy instances from fencing each other; what keeps
 * the topic right is the fencing of Kafka's transactions.
 */
public interface Lease extends AutoCloseable {
    /** No leases: whoever initialises the transactions last owns the job. */
    Lease NONE = new Lease() {
        @Override
        public void acquire() {}

        @Override
        public long token() {
            return 0;
        }

        @Override
        public void outrank(long other) {}

        @Override
        public boolean decides() {
            return false;
        }

        @Override
        public boolean isHeld() {
            return true;
        }

        @Override
        public boolean isLost() {
            return false;
        }

        @Override
        public void close() {}
    };

    /**
     * Takes the lease, waiting out an owner that died; returns at once when it is already held.
     *
     * @throws io.waybill.WaybillException FENCED while the other owner is alive, MIRROR_UNUSABLE or UNREACHABLE
     */
    void acquire();

    /** Grows with every owner; 0 before it is acquired and without leases. */
    long token();

    /**
     * Makes the token greater than one that a checkpoint carries, if it is smaller: the store has lost the job's item
     * since, and counts anew.
     *
     * @throws io.waybill.WaybillException FENCED when the lease is no longer ours, MIRROR_UNUSABLE or UNREACHABLE
     */
    void outrank(long other);

    /** Whether there are leases at all, so that they decide who goes on when two instances fence each other. */
    boolean decides();

    /** Asks the store, strongly consistent, whether the lease is still ours. */
    boolean isHeld();

    /** Whether the heartbeat has seen that somebody else took it. Cheap; asks nobody. */
    boolean isLost();

    /** Releases it, so that a successor need not wait, and stops the heartbeat. */
    @Override
    void close();
}
