package io.waybill.model;

/** What a partition's log holds at an offset. */
sealed interface Entry {
    /** The two partitions of the job's transactions. */
    enum Partition {
        DESTINATION,
        CHECKPOINTS
    }

    /** A record of this job's producer, numbered within its epoch and partition. */
    record Data(int attempt, int epoch, int sequence, Content content) implements Entry {}

    /** Decides what is open of this job's producer. */
    record Marker(int epoch, boolean commit) implements Entry {}

    /** Another job's transaction: its record when it is open, its marker when it is decided. */
    record Other(boolean decided) implements Entry {}

    /** What a record says. */
    sealed interface Content {}

    /** A row of the source, counted from 1. */
    record Row(int number) implements Content {
        @Override
        public String toString() {
            return "row " + number;
        }
    }

    /** A position: the rows so far and the offset after the last of them. */
    record Checkpoint(int rows, int tail, boolean finished) implements Content {
        /** What an attempt knows that has found none. */
        static final Checkpoint NONE = new Checkpoint(0, -1, false);

        static Checkpoint startingAt(int offset) {
            return new Checkpoint(0, offset, false);
        }

        @Override
        public String toString() {
            return tail < 0 ? "no checkpoint" : "checkpoint " + rows + (finished ? " (finished)" : "");
        }
    }
}
