package io.waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.bench.jmh.FramingBenchmark;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** JMH finds every benchmark, and each runs; a score of one cold call says nothing and is not looked at. */
class BenchmarksTest {
    @Test
    void everyBenchmarkRuns() throws Exception {
        var once = new OptionsBuilder()
                .include(FramingBenchmark.class.getPackageName())
                .mode(Mode.SingleShotTime)
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .timeout(new TimeValue(2, TimeUnit.MINUTES))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();

        List<String> names = new Runner(once)
                .run().stream()
                        .map(RunResult::getParams)
                        .map(run -> run.getBenchmark().replaceAll(".*\\.(\\w+\\.\\w+)$", "$1"))
                        .toList();

        assertThat(names)
                .containsExactlyInAnyOrder(
                        "FramingBenchmark.rowReader",
                        "FramingBenchmark.fastCsv",
                        "EncodingBenchmark.encode", // once for each format
                        "EncodingBenchmark.encode",
                        "DigestBenchmark.chain",
                        "SinkBenchmark.appendAndCommit",
                        "SinkBenchmark.mockProducerAlone");
    }
}
