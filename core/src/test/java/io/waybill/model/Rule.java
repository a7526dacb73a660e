package io.waybill.model;

/** What the protocol does for its promise. The model runs without any of them, to show what each one is there for. */
enum Rule {
    /** {@code initTransactions()} returns before the checkpoint is read. */
    FENCE_BEFORE_READING,
    /** The checkpoint partition is read to the end of read_uncommitted, not to the last stable offset. */
    READ_TO_THE_END,
    /** A job without a checkpoint wants an empty partition. {@code --append} takes it away. */
    EMPTY_START,
    /** No committed row follows the one that the checkpoint names. */
    TAIL_CHECK,
    /** Rows and their checkpoint are in one transaction. */
    ONE_TRANSACTION,
    /** The checkpoint is answered before the commit is asked for. */
    SECOND_FLUSH,
    /** After an error the attempt ends, and the next one reads the checkpoint. */
    CRASH_ONLY,
    /** Kafka's part: a partition knows a record that it has by its sequence number. */
    SEQUENCE_NUMBERS,
    /** Kafka's part, transaction version 2: each decision raises the producer's epoch. */
    EPOCH_PER_TRANSACTION
}
