package io.waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a user runs it, small; no figure is compared with a gate, since a test's machine does other things, too. */
class BenchIT {
    private final Path folder;

    BenchIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void everyContestantRunsAndEveryRatioIsANumber() {
        Optional<String> noKcat = Kcat.hindrance();

        BenchRun bench = BenchRun.of(folder, "--rows", "20000", "--rounds", "1", "--json");

        assertThat(bench.exit()).as(bench.err()).isZero();
        assertThat(bench.summary())
                .containsEntry("type", "summary")
                .containsEntry("rows", 20_000)
                .containsEntry("row_bytes", 100)
                .containsEntry("rounds", 1)
                .containsEntry("command", "waybill bench --rows 20000 --row-bytes 100 --rounds 1")
                .containsKeys("machine", "versions");
        List<String> expected = new ArrayList<>(List.of(
                "raw_vs_perf_test",
                "raw_cpu_vs_perf_test",
                "json_vs_perf_test",
                "transactional_vs_plain",
                "verify_vs_load",
                "raw_vs_wait_each"));
        if (noKcat.isEmpty()) {
            expected.add("raw_vs_kcat");
        }
        assertThat(bench.summary("ratios"))
                .containsOnlyKeys(expected)
                .allSatisfy((name, ratio) ->
                        assertThat(((Number) ratio).doubleValue()).as(name).isPositive());
        assertThat(bench.summary("contestants")).hasSize(noKcat.isEmpty() ? 9 : 8);
        assertThat(bench.events())
                .filteredOn(event -> EventLine.type(event).equals("run"))
                .hasSize(noKcat.isEmpty() ? 9 : 8)
                .allSatisfy(run -> assertThat(run)
                        .containsEntry("round", 1)
                        .extractingByKeys("rows_per_second", "mb_per_second", "cpu_seconds", "peak_rss_mib")
                        .allSatisfy(figure ->
                                assertThat(((Number) figure).doubleValue()).isPositive()));
        assertThat(bench.leftovers()).isEmpty();
    }

    @Test
    void verifyAloneLoadsWhatItVerifies() {
        BenchRun bench =
                BenchRun.of(folder, "--rows", "2000", "--row-bytes", "64", "--rounds", "2", "--only", "verify");

        assertThat(bench.exit()).as(bench.err()).isZero();
        assertThat(String.join("\n", bench.out()))
                .contains("\nraw ", "\nverify ", "\nverify_vs_load ", "2 rounds")
                .doesNotContain("perf-test-raw", "raw_vs_perf_test");
    }
}
