package io.waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Medians, ratios and the tables made of them. */
class BenchResultsTest {
    private static Measurement measured(double rowsPerSecond, double cpuSeconds) {
        return new Measurement(
                1_000_000, 100, new Timing(1_000_000, 1_000_000 / rowsPerSecond), new Usage(9, cpuSeconds, 300L << 20));
    }

    private static Results threeRounds() {
        Results results = new Results();
        results.add(Map.of(Contestant.RAW, measured(100_000, 2), Contestant.PERF_TEST_RAW, measured(50_000, 4)));
        results.add(Map.of(Contestant.RAW, measured(600_000, 1), Contestant.PERF_TEST_RAW, measured(500_000, 2)));
        results.add(Map.of(Contestant.RAW, measured(300_000, 3), Contestant.PERF_TEST_RAW, measured(300_000, 1)));
        return results;
    }

    @Test
    void theMedianIsTheMiddleOneOrTheMeanOfTwo() {
        assertThat(Numbers.median(3, 1, 2)).isEqualTo(2);
        assertThat(Numbers.median(4, 1, 2, 3)).isEqualTo(2.5);
        assertThat(Numbers.median(7)).isEqualTo(7);
        assertThatThrownBy(Numbers::median).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRatioIsTakenInsideItsRoundAndThenTheMedian() {
        Results results = threeRounds();

        assertThat(results.each(Ratio.RAW_VS_PERF_TEST)).containsExactly(new double[] {2, 1.2, 1}, within(1e-9));
        assertThat(results.median(Ratio.RAW_VS_PERF_TEST).orElseThrow()).isEqualTo(1.2, within(1e-9));
        assertThat(results.median(Ratio.RAW_CPU_VS_PERF_TEST).orElseThrow()).isEqualTo(0.5, within(1e-9));
    }

    @Test
    void aRatioWithoutBothSidesIsAbsent() {
        Results results = threeRounds();

        assertThat(results.median(Ratio.RAW_VS_KCAT)).isEmpty();
        assertThat(results.toMap().get("ratios"))
                .isEqualTo(Map.of("raw_vs_perf_test", 1.2, "raw_cpu_vs_perf_test", 0.5));
    }

    @Test
    void gatesAreMetOrMissedAtTheirEdge() {
        assertThat(Gate.atLeast(1.1).verdict(1.1)).isEqualTo("met");
        assertThat(Gate.atLeast(1.1).verdict(1.09)).isEqualTo("missed");
        assertThat(Gate.atMost(0.9).verdict(0.9)).isEqualTo("met");
        assertThat(Gate.atMost(0.9).verdict(0.91)).isEqualTo("missed");
        assertThat(Gate.NONE.verdict(5)).isEmpty();
    }

    @Test
    void theTableHasWhatRanAndNothingElse() {
        String table = ResultTable.of(threeRounds());

        assertThat(table.lines().map(line -> line.replaceAll(" +", " ")))
                .anySatisfy(line -> assertThat(line).startsWith("raw 300,000 30.0 2.00 300 waybill load"))
                .contains("raw_vs_perf_test 1.20 >= 1.1 met 2.00 1.20 1.00")
                .contains("raw_cpu_vs_perf_test 0.50 <= 0.9 met 0.50 0.50 3.00")
                .contains("raw_peak_rss_mib 300.00 <= 512.0 met");
        assertThat(table).doesNotContain("kcat", "json");
    }

    @Test
    void aTimingOfNothingIsRefused() {
        assertThatThrownBy(() -> new Timing(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Timing(1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Timing(1, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
