package io.waybill.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** The measurements of all rounds. Ratios are taken inside each round, where the machine is the same for both sides. */
final class Results {
    /** The most that a load of any size may hold, in MiB. */
    static final Gate MEMORY = Gate.atMost(512);

    private final List<Map<Contestant, Measurement>> rounds = new ArrayList<>();

    void add(Map<Contestant, Measurement> round) {
        rounds.add(Map.copyOf(round));
    }

    /** The median over the rounds; empty if it did not run. */
    OptionalDouble median(Contestant contestant, ToDoubleFunction<Measurement> measure) {
        return median(rounds.stream()
                .filter(round -> round.containsKey(contestant))
                .mapToDouble(round -> measure.applyAsDouble(round.get(contestant)))
                .toArray());
    }

    /** The median of the rounds' ratios; empty if one side did not run. */
    OptionalDouble median(Ratio ratio) {
        return median(each(ratio));
    }

    /** The ratio of each round. */
    double[] each(Ratio ratio) {
        return rounds.stream()
                .map(ratio::of)
                .flatMapToDouble(OptionalDouble::stream)
                .toArray();
    }

    private static OptionalDouble median(double[] values) {
        return values.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(Numbers.median(values));
    }

    /** For the summary event; what did not run is absent. */
    Map<String, Object> toMap() {
        Map<String, Object> ratios = new LinkedHashMap<>();
        Map<String, Object> gates = new LinkedHashMap<>();
        for (Ratio ratio : Ratio.values()) {
            String name = name(ratio);
            median(ratio).ifPresent(median -> {
                ratios.put(name, Numbers.rounded(median, 4));
                if (!ratio.gate().equals(Gate.NONE)) {
                    gates.put(name, ratio.gate().verdict(median));
                }
            });
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("ratios", ratios);
        fields.put("gates", gates);
        fields.put("contestants", contestants());
        return fields;
    }

    static String name(Ratio ratio) {
        return ratio.name().toLowerCase(Locale.ROOT);
    }

    private Map<String, Object> contestants() {
        Map<String, Object> contestants = new LinkedHashMap<>();
        for (Contestant contestant : Contestant.values()) {
            Map<String, Object> medians = new LinkedHashMap<>();
            put(medians, "rows_per_second", median(contestant, Measurement::rowsPerSecond), 1);
            put(medians, "mb_per_second", median(contestant, Measurement::megabytesPerSecond), 3);
            put(medians, "cpu_seconds_per_million_rows", median(contestant, Measurement::cpuSecondsPerMillionRows), 4);
            put(medians, "peak_rss_mib", median(contestant, Measurement::peakRssMib), 1);
            if (!medians.isEmpty()) {
                contestants.put(contestant.flag(), medians);
            }
        }
        return contestants;
    }

    private static void put(Map<String, Object> fields, String name, OptionalDouble value, int digits) {
        value.ifPresent(there -> fields.put(name, Numbers.rounded(there, digits)));
    }
}
