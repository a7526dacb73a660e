package io.waybill.checkpoint;

import static io.waybill.checkpoint.JobState.FAILED;
import static io.waybill.checkpoint.JobState.FINISHED;
import static io.waybill.checkpoint.JobState.RUNNING;
import static io.waybill.checkpoint.JobState.VERIFIED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobStateTest {
    private static final Map<JobState, Set<JobState>> LEGAL = Map.of(
            RUNNING, EnumSet.of(RUNNING, FINISHED, FAILED),
            FINISHED, EnumSet.of(VERIFIED),
            VERIFIED, EnumSet.noneOf(JobState.class),
            FAILED, EnumSet.noneOf(JobState.class));

    @ParameterizedTest
    @EnumSource
    void onlyLegalMovesAreMade(JobState from) {
        for (JobState to : JobState.values()) {
            if (LEGAL.getOrDefault(from, Set.of()).contains(to)) {
                assertThat(to.after(from)).isEqualTo(to);
            } else {
                assertThatThrownBy(() -> to.after(from))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContainingAll(from.name(), to.name());
            }
        }
    }
}
