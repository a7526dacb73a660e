package io.waybill.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.checkpoint.Checkpoint;
import io.waybill.checkpoint.JobState;
import org.assertj.core.api.AbstractThrowableAssert;

/** How the tests of faults end a job, or see it end. */
final class Refusal {
    private Refusal() {}

    /** The job stops with this code. */
    static AbstractThrowableAssert<?, ?> assertStops(TestJob job, ErrorCode code) {
        return assertThatThrownBy(job::run).isInstanceOfSatisfying(WaybillException.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }

    /** Leaves the job, as a crash would, when this process has committed so many transactions with rows. */
    static void crashAfter(int commits, TestJob job) {
        assertThatThrownBy(() -> job.watchedBy(new CrashAfter(1 + commits)).run())
                .isInstanceOf(CrashAfter.Crash.class);
    }

    /** Does something on the job's thread when exactly so many rows are committed and more will follow. */
    static Progress atRow(long rows, Runnable action) {
        return new Progress() {
            @Override
            public void committed(Checkpoint checkpoint) {
                if (checkpoint.position().rows() == rows && checkpoint.state() == JobState.RUNNING) {
                    action.run();
                }
            }
        };
    }
}
