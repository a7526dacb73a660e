package io.waybill.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.sink.OpenTransaction;
import io.waybill.sink.OpenTransactions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommitPolicyTest {
    private static final CommitPolicy POLICY = new CommitPolicy(Duration.ofHours(1), 100, 10);

    @Test
    void whicheverLimitComesFirstMakesItDue() {
        assertThat(POLICY.isDue(young(9, 11))).isFalse();
        assertThat(POLICY.isDue(young(10, 1))).isTrue();
        assertThat(POLICY.isDue(young(2, 50))).isTrue();
    }

    @Test
    void theClockIsLookedAtOnceInSoManyBytes() {
        CommitPolicy policy = new CommitPolicy(Duration.ofHours(1), 1 << 20, 1000);

        assertThat(policy.isDue(old(1, 4095))).isFalse();
        assertThat(policy.isDue(old(1, 4096))).isTrue();
        assertThat(policy.isDue(old(42, 100))).isFalse();
        assertThat(policy.isDue(old(41, 100))).isTrue();
        assertThat(policy.isDue(young(41, 100))).isFalse();
    }

    @Test
    void aFixedNumberOfRowsIgnoresTimeAndBytes() {
        CommitPolicy policy = CommitPolicy.everyRows(3);

        assertThat(policy.isDue(old(2, 1 << 20))).isFalse();
        assertThat(policy.isDue(young(3, 1))).isTrue();
    }

    @Test
    void limitsThatCommitNothingAreRefused() {
        assertThatThrownBy(() -> CommitPolicy.everyRows(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CommitPolicy(Duration.ZERO, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CommitPolicy(Duration.ofSeconds(-1), 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CommitPolicy(Duration.ofSeconds(1), 0, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static OpenTransaction young(int records, int bytesEach) {
        return OpenTransactions.of(records, bytesEach, System.nanoTime());
    }

    private static OpenTransaction old(int records, int bytesEach) {
        return OpenTransactions.of(
                records, bytesEach, System.nanoTime() - Duration.ofHours(2).toNanos());
    }
}
