package io.waybill.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.job.StageReport.Stage;
import io.waybill.job.StageReport.Times;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StageReportTest {
    @Test
    void theLimitIsWhatTheRowsWaitedForLongest() {
        assertThat(report(5, 1, 1, 1, 1, 1).limit()).isEqualTo("fetch");
        assertThat(report(1, 5, 1, 1, 1, 1).limit()).isEqualTo("frame_encode");
        assertThat(report(1, 1, 5, 1, 1, 1).limit()).isEqualTo("send");
        assertThat(report(1, 1, 1, 5, 1, 1).limit()).isEqualTo("broker");
        assertThat(report(1, 1, 1, 1, 5, 1).limit()).isEqualTo("broker");
        assertThat(report(1, 1, 3, 2, 2, 1).limit()).isEqualTo("broker");
        assertThat(report(1, 1, 1, 1, 1, 5).limit()).isEqualTo("commit");
    }

    @Test
    void aLoadOfNoRowsHasNoLimit() {
        assertThat(StageReport.NONE.limit()).isEmpty();
    }

    @Test
    void secondsHaveThreeDecimals() {
        assertThat(report(1.23456, 0, 0, 0, 0, 0).fields()).containsEntry("seconds", 1.235);
    }

    private static StageReport report(
            double waited, double framed, double sent, double full, double flushed, double committed) {
        double all = waited + framed + sent + full + flushed + committed;
        Map<Stage, Times> times = new EnumMap<>(Stage.class);
        times.put(Stage.FETCH, new Times(all / 2, 0, all / 2));
        times.put(Stage.FRAME_ENCODE, new Times(framed, waited, all - framed - waited));
        times.put(Stage.SEND, new Times(sent, all - sent - full, full));
        times.put(Stage.FLUSH, new Times(flushed, all - flushed, 0));
        times.put(Stage.COMMIT, new Times(committed, all - committed, 0));
        return new StageReport(1000, all, times);
    }
}
