package io.waybill.model;

import io.waybill.model.Entry.Checkpoint;

/**
 * One attempt: where it stands in the protocol, and what it remembers.
 *
 * @param producer its epoch and the next sequence numbers
 * @param known its position: read from the checkpoint partition, later the one that it sent last
 * @param sent the rows sent since then
 * @param readTo where reading the checkpoint partition ends
 */
record Attempt(int number, Phase phase, Producer producer, Checkpoint known, int sent, int readTo) {
    enum Phase {
        /** Not started. */
        WAITING,
        /** Called initTransactions(). */
        CLAIMING,
        /** Asks for the end of the checkpoint partition. */
        ASKING,
        /** Reads up to there, waiting for what is undecided. */
        READING,
        /** Holds the destination against the checkpoint. */
        CHECKING,
        /** Knows its position and is about to commit it alone. */
        OPENING,
        /** Sends rows. */
        SENDING,
        /** Sent the checkpoint. */
        FLUSHING,
        /** Called commitTransaction(). */
        COMMITTING,
        /** Called commitTransaction() for rows without their checkpoint: no phase of the protocol. */
        COMMITTING_ROWS,
        /** Called abortTransaction() to go on from memory: no phase of the protocol. */
        ABORTING,
        FINISHED,
        /** Refused to go on: exit 8. */
        STOPPED,
        /** Killed, fenced, or ended by an error. */
        DEAD
    }

    /** The sequence numbers count within an epoch. */
    record Producer(int epoch, int rows, int checkpoints) {
        static final Producer NONE = new Producer(-1, 0, 0);

        Producer withEpoch(int newEpoch) {
            return newEpoch == epoch ? this : new Producer(newEpoch, 0, 0);
        }
    }

    static Attempt waiting(int number) {
        return new Attempt(number, Phase.WAITING, Producer.NONE, Checkpoint.NONE, 0, 0);
    }

    /** Nothing of what a dead attempt knew matters any more. */
    Attempt dead() {
        return new Attempt(number, Phase.DEAD, Producer.NONE, Checkpoint.NONE, 0, 0);
    }

    Attempt in(Phase next) {
        return new Attempt(number, next, producer, known, sent, readTo);
    }

    /** The coordinator has answered, with the epoch to use from now on. */
    Attempt answered(int epoch, Phase next) {
        return new Attempt(number, next, producer.withEpoch(epoch), known, sent, readTo);
    }

    Attempt readingTo(int end) {
        return new Attempt(number, Phase.READING, producer, known, sent, end);
    }

    /** At this position, with nothing sent after it. */
    Attempt knowing(Checkpoint checkpoint) {
        return new Attempt(number, phase, producer, checkpoint, 0, 0);
    }

    Attempt afterRow() {
        Producer after = new Producer(producer.epoch(), producer.rows() + 1, producer.checkpoints());
        return new Attempt(number, phase, after, known, sent + 1, readTo);
    }

    Attempt afterCheckpoint() {
        Producer after = new Producer(producer.epoch(), producer.rows(), producer.checkpoints() + 1);
        return new Attempt(number, phase, after, known, sent, readTo);
    }

    int epoch() {
        return producer.epoch();
    }

    /** Started, or to be started, and without an epoch yet. */
    boolean isToClaim() {
        return !isOver() && epoch() < 0;
    }

    boolean isOver() {
        return phase == Phase.FINISHED || phase == Phase.STOPPED || phase == Phase.DEAD;
    }

    @Override
    public String toString() {
        return String.valueOf((char) ('A' + number));
    }
}
