package io.waybill.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.model.Explorer.Violation;
import io.waybill.model.Scope.Fault;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What each rule of the protocol is there for: without it the model finds a broken property. Where an older checkpoint is
 * taken for the newest, the tail check makes a stop of what would otherwise be repeated rows; both are shown.
 */
class ProtocolMutationTest {
    private static final Scope DOUBLE_START = Scope.of(2, 1, 2, Fault.OVERLAP, Fault.TRANSACTION_TIMEOUT);
    private static final Scope LOAD = Scope.of(2, 1, 2);
    private static final Scope WITH_ANOTHER_JOB = Scope.of(1, 1, 2, Fault.OTHER_JOB);
    private static final Set<Property> SAFETY =
            EnumSet.range(Property.NO_ROW_LOST, Property.NOTHING_OF_A_FENCED_ATTEMPT);
    private static final Set<Property> PROMISED = EnumSet.range(Property.NO_ROW_LOST, Property.IT_FINISHES);

    @Test
    void readingBeforeFencingRepeatsRows() {
        requireRepeatedRowsWithout(Rule.FENCE_BEFORE_READING, DOUBLE_START);
    }

    @Test
    void readingToTheLastStableOffsetRepeatsRows() {
        requireRepeatedRowsWithout(Rule.READ_TO_THE_END, WITH_ANOTHER_JOB);
    }

    /** With --append there may be rows and no checkpoint, so the tail check has nothing to hold them against. */
    @Test
    void readingToTheLastStableOffsetRepeatsRowsUnderAppendInSpiteOfTheTailCheck() {
        Scope append = WITH_ANOTHER_JOB.without(Rule.READ_TO_THE_END, Rule.EMPTY_START);

        assertThat(violation(append, SAFETY).property()).isEqualTo(Property.NO_ROW_TWICE);
    }

    @Test
    void withoutTheSecondFlushTheCommitOvertakesTheCheckpoint() {
        requireRepeatedRowsWithout(Rule.SECOND_FLUSH, LOAD);

        assertThat(violation(LOAD.without(Rule.SECOND_FLUSH), PROMISED).trace())
                .containsSubsequence(
                        "A sends checkpoint 1",
                        "A calls commitTransaction",
                        "the coordinator decides to commit",
                        "B reads no checkpoint",
                        "B stops: a committed row follows no checkpoint")
                .doesNotContain("checkpoint 1 is appended");
    }

    @Test
    void aCheckpointInItsOwnTransactionRepeatsRows() {
        requireRepeatedRowsWithout(Rule.ONE_TRANSACTION, LOAD);
    }

    @Test
    void goingOnFromMemoryAfterAnAbortLosesRows() {
        Violation found = violation(LOAD.without(Rule.CRASH_ONLY), PROMISED);

        assertThat(found.property()).as(found.toString()).isEqualTo(Property.IN_ORDER_WITHOUT_A_GAP);
        assertThat(found.trace()).contains("A calls abortTransaction, to go on from memory", "A sends row 2");
    }

    @Test
    void withoutSequenceNumbersARepeatedRequestRepeatsARow() {
        Violation found = violation(LOAD.without(Rule.SEQUENCE_NUMBERS), PROMISED);

        assertThat(found.property()).as(found.toString()).isEqualTo(Property.NO_ROW_TWICE);
    }

    /** KAFKA-17754: with transaction version 1 a delayed EndTxn decides a later transaction. */
    @Test
    void withOneEpochForAllTransactionsADelayedCommitTearsALaterOne() {
        Scope version1 = LOAD.without(Rule.EPOCH_PER_TRANSACTION);
        Violation found = violation(version1.without(Rule.TAIL_CHECK, Rule.EMPTY_START), SAFETY);

        assertThat(violation(version1, PROMISED).property()).isEqualTo(Property.IT_FINISHES);
        assertThat(found.property()).as(found.toString()).isEqualTo(Property.NO_ROW_TWICE);
    }

    /** Without the rule a start is refused, and no run does worse; without the checks of the start, too, rows are twice. */
    private static void requireRepeatedRowsWithout(Rule rule, Scope scope) {
        Violation stop = violation(scope.without(rule), PROMISED);
        Violation twice = violation(scope.without(rule, Rule.TAIL_CHECK, Rule.EMPTY_START), SAFETY);

        assertThat(stop.property()).as(stop.toString()).isEqualTo(Property.IT_FINISHES);
        assertThat(Explorer.explore(scope.without(rule), SAFETY).violation()).isEmpty();
        assertThat(twice.property()).as(twice.toString()).isEqualTo(Property.NO_ROW_TWICE);
    }

    private static Violation violation(Scope scope, Set<Property> properties) {
        return Explorer.explore(scope, properties).violation().orElseThrow();
    }
}
