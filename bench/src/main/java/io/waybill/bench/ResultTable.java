package io.waybill.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The results for a person: medians by contestant, then ratios beside their gates. */
final class ResultTable {
    private final Results results;
    private final StringBuilder text = new StringBuilder();

    private ResultTable(Results results) {
        this.results = results;
    }

    static String of(Results results) {
        ResultTable table = new ResultTable(results);
        table.contestants();
        table.ratios();
        return table.text.toString();
    }

    private void contestants() {
        line("%-16s %12s %9s %12s %9s  %s", "contestant", "rows/s", "MB/s", "CPU s/M rows", "RSS MiB", "");
        for (Contestant contestant : Contestant.values()) {
            results.median(contestant, Measurement::rowsPerSecond)
                    .ifPresent(rowsPerSecond -> line(
                            "%-16s %,12.0f %9.1f %12.2f %9.0f  %s",
                            contestant.flag(),
                            rowsPerSecond,
                            median(contestant, Measurement::megabytesPerSecond),
                            median(contestant, Measurement::cpuSecondsPerMillionRows),
                            median(contestant, Measurement::peakRssMib),
                            contestant.description()));
        }
    }

    private double median(Contestant contestant, ToDoubleFunction<Measurement> measure) {
        return results.median(contestant, measure).orElseThrow();
    }

    private void ratios() {
        line("");
        line("%-24s %8s %8s %-7s %s", "ratio", "median", "gate", "", "each round");
        for (Ratio ratio : Ratio.values()) {
            results.median(ratio)
                    .ifPresent(median -> gate(Results.name(ratio), median, ratio.gate(), results.each(ratio)));
        }
        OptionalDouble memory = results.median(Contestant.RAW, Measurement::peakRssMib);
        memory.ifPresent(mib -> gate("raw_peak_rss_mib", mib, Results.MEMORY));
    }

    private void gate(String name, double median, Gate gate, double... rounds) {
        String each = Arrays.stream(rounds)
                .mapToObj(one -> String.format(Locale.ROOT, "%.2f", one))
                .collect(Collectors.joining(" "));
        line("%-24s %8.2f %8s %-7s %s", name, median, gate.describe(), gate.verdict(median), each);
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }
}
