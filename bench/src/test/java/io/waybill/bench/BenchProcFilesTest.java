package io.waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What is read of processes, and a process that is measured with it. */
class BenchProcFilesTest {
    @Test
    void cpuOfEndedChildrenIsFoundBehindANameWithSpaces() {
        String stat = "7 (a) b c) S 1 7 7 0 -1 4194560 11 22 0 0 150 50 1234 66 20 0 30 0 100 9 8 7";

        assertThat(ProcFiles.endedChildrenCpuSeconds(stat)).isEqualTo(13.0);
    }

    @Test
    void thePeakIsReadInBytesAndAbsentAfterTheEnd() {
        assertThat(ProcFiles.peakRssBytes("Name:\tjava\nVmHWM:\t  2048 kB\nVmRSS:\t 10 kB\n"))
                .hasValue(2 << 20);
        assertThat(ProcFiles.peakRssBytes("Name:\tjava\nState:\tZ (zombie)\n")).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aProcessIsMeasured() throws Exception {
        List<String> lines = new ArrayList<>();
        ProcessBuilder spin =
                new ProcessBuilder("sh", "-c", "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done; echo $i; exit 3");

        MeasuredProcess.Outcome outcome = MeasuredProcess.run(spin, lines::add);

        assertThat(lines).containsExactly("200000");
        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.usage().cpuSeconds()).isPositive();
        assertThat(outcome.usage().peakRssBytes()).isPositive();
    }
}
