package io.waybill.bench;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** What is compared with what, and the gate that the project has set itself. */
@SuppressWarnings("ImmutableEnumChecker") // a method reference and a record of two numbers
enum Ratio {
    RAW_VS_PERF_TEST(Contestant.RAW, Contestant.PERF_TEST_RAW, Measurement::rowsPerSecond, Gate.atLeast(1.1)),
    RAW_CPU_VS_PERF_TEST(
            Contestant.RAW, Contestant.PERF_TEST_RAW, Measurement::cpuSecondsPerMillionRows, Gate.atMost(0.9)),
    JSON_VS_PERF_TEST(Contestant.JSON, Contestant.PERF_TEST_JSON, Measurement::rowsPerSecond, Gate.atLeast(0.9)),
    TRANSACTIONAL_VS_PLAIN(Contestant.RAW, Contestant.WAYBILL_PLAIN, Measurement::rowsPerSecond, Gate.atLeast(0.95)),
    VERIFY_VS_LOAD(Contestant.VERIFY, Contestant.RAW, Measurement::rowsPerSecond, Gate.atLeast(1.5)),
    RAW_VS_KCAT(Contestant.RAW, Contestant.KCAT, Measurement::rowsPerSecond, Gate.NONE),
    RAW_VS_WAIT_EACH(Contestant.RAW, Contestant.WAIT_EACH, Measurement::rowsPerSecond, Gate.atLeast(50));

    private final Contestant one;
    private final Contestant other;
    private final ToDoubleFunction<Measurement> measure;
    private final Gate gate;

    Ratio(Contestant one, Contestant other, ToDoubleFunction<Measurement> measure, Gate gate) {
        this.one = one;
        this.other = other;
        this.measure = measure;
        this.gate = gate;
    }

    Gate gate() {
        return gate;
    }

    /** Of one round; empty if one of the two did not run. */
    OptionalDouble of(Map<Contestant, Measurement> round) {
        Measurement ours = round.get(one);
        Measurement theirs = round.get(other);
        return ours == null || theirs == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(measure.applyAsDouble(ours) / measure.applyAsDouble(theirs));
    }
}
