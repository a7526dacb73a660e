package io.waybill.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.model.Explorer.Result;
import io.waybill.model.Scope.Fault;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The protocol in every order of events. The number of worlds is asserted exactly and stated in {@code
 * docs/concepts/model.md}: a model that changes says so, and cannot shrink unnoticed.
 */
class ProtocolModelTest {
    private static final Set<Property> PROMISED = EnumSet.range(Property.NO_ROW_LOST, Property.IT_FINISHES);

    @Test
    void everyRowArrivesOnceAndInOrder() {
        Result result = Explorer.explore(
                Scope.of(3, 2, 2, Fault.OVERLAP, Fault.TRANSACTION_TIMEOUT, Fault.LEADER_CHANGE), PROMISED);

        assertThat(result.violation()).isEmpty();
        assertThat(result.worlds()).isEqualTo(49_360);
    }

    @Test
    void anotherJobsOpenTransactionChangesNothing() {
        Result result = Explorer.explore(Scope.of(1, 1, 2, Fault.values()), PROMISED);

        assertThat(result.violation()).isEmpty();
        assertThat(result.worlds()).isEqualTo(108_172);
    }

    @Test
    void twoCrashesInARowChangeNothing() {
        Result result = Explorer.explore(Scope.of(2, 2, 3), PROMISED);

        assertThat(result.violation()).isEmpty();
        assertThat(result.worlds()).isEqualTo(27_766);
    }

    @Test
    void theTailCheckAndTheEmptyStartAreNotNeededWhileKafkaKeepsWhatItAcknowledged() {
        Scope scope = Scope.of(2, 1, 2, Fault.OVERLAP).without(Rule.TAIL_CHECK, Rule.EMPTY_START);

        assertThat(Explorer.explore(scope, PROMISED).violation()).isEmpty();
    }

    /** A known limit: the two markers of a commit are written one after the other. */
    @Test
    void theCheckpointCanBeVisibleAMomentBeforeItsRows() {
        Result result = Explorer.explore(Scope.of(1, 1, 1), EnumSet.of(Property.CHECKPOINT_NEVER_AHEAD_OF_ITS_ROWS));

        assertThat(result.violation()).hasValueSatisfying(found -> assertThat(found.trace())
                .endsWith("CHECKPOINTS gets the marker to commit", "CHECKPOINTS is replicated up to offset 4"));
    }

    /** A known limit: it notices its fencing only when it sends, and the tail check comes before. */
    @Test
    void anAttemptFencedWhileItStartsCanTakeTheNewOwnersRowsForForeign() {
        Result result =
                Explorer.explore(Scope.of(1, 1, 2, Fault.OVERLAP), EnumSet.of(Property.A_FENCED_ATTEMPT_BLAMES_NOBODY));

        assertThat(result.violation()).hasValueSatisfying(found -> assertThat(found.trace())
                .contains("B's claim is granted with epoch 1")
                .endsWith("A stops: a committed row follows no checkpoint"));
    }
}
