package io.waybill.checkpoint;

import io.waybill.csv.Position;
import io.waybill.source.StoredChecksum;
import java.time.Instant;

/**
 * A position committed together with the records before it. Immutable; each move returns the next one.
 *
 * @param transaction number of the transaction that carried it, from 1, over all attempts
 * @param attempt which process life of the job committed it, from 1
 * @param leaseToken token of the lease it was written under, 0 without leases
 * @param checksum checksum of the source's bytes before the position; its algorithm is never NONE
 * @param failure why the job FAILED, else empty
 * @param time when it was written, by the writer's clock; decides nothing
 */
public record Checkpoint(
        JobIdentity identity,
        JobState state,
        long transaction,
        int attempt,
        long leaseToken,
        Position position,
        StoredChecksum checksum,
        Delivered delivered,
        Proof proof,
        String failure,
        Instant time) {

    /** What a job starts from: nothing read, nothing delivered, not yet committed. */
    public static Checkpoint none(JobIdentity identity, long startOffset, StoredChecksum emptyChecksum) {
        return new Checkpoint(
                identity,
                JobState.RUNNING,
                0,
                0,
                0,
                Position.START,
                emptyChecksum,
                Delivered.nothing(startOffset),
                Proof.NONE,
                "",
                Instant.EPOCH);
    }

    /** The same place, owned by an attempt and a lease token. */
    public Checkpoint ownedBy(int newAttempt, long newToken) {
        return new Checkpoint(
                identity,
                state,
                transaction,
                newAttempt,
                newToken,
                position,
                checksum,
                delivered,
                proof,
                failure,
                time);
    }

    /** At a later position of the source. */
    public Checkpoint at(Position newPosition, StoredChecksum newChecksum) {
        return new Checkpoint(
                identity,
                JobState.RUNNING.after(state),
                transaction,
                attempt,
                leaseToken,
                newPosition,
                newChecksum,
                delivered,
                proof,
                failure,
                time);
    }

    /** With every row delivered. */
    public Checkpoint finished() {
        return in(JobState.FINISHED, proof, failure);
    }

    /** With every row compared. */
    public Checkpoint verified(Proof newProof) {
        return in(JobState.VERIFIED, newProof, failure);
    }

    /** Given up, with the reason. */
    public Checkpoint failed(String reason) {
        return in(JobState.FAILED, proof, reason);
    }

    private Checkpoint in(JobState newState, Proof newProof, String newFailure) {
        return new Checkpoint(
                identity,
                newState.after(state),
                transaction,
                attempt,
                leaseToken,
                position,
                checksum,
                delivered,
                newProof,
                newFailure,
                time);
    }

    /** As the sink writes it: with what the transaction delivered, its number and the time. */
    public Checkpoint committedWith(Delivered newDelivered, long newTransaction, Instant now) {
        return new Checkpoint(
                identity,
                state,
                newTransaction,
                attempt,
                leaseToken,
                position,
                checksum,
                newDelivered,
                proof,
                failure,
                now);
    }

    /** The job id. */
    public String job() {
        return identity.job();
    }
}
