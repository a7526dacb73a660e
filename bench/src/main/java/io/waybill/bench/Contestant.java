package io.waybill.bench;

import io.waybill.ErrorCode;
import io.waybill.ValueFormat;
import io.waybill.WaybillException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Who runs in a round, in the order of running: those that are compared with each other run close to each other. */
enum Contestant {
    RAW("raw", ValueFormat.RAW, "waybill load --value raw --verify none, from S3"),
    VERIFY("verify", ValueFormat.RAW, "waybill verify of what raw has loaded"),
    PERF_TEST_RAW("perf-test-raw", ValueFormat.RAW, "Kafka's ProducerPerformance, transactional, the same rows"),
    WAYBILL_PLAIN("waybill-plain", ValueFormat.RAW, "Waybill's reading and encoding, no transactions, no checkpoints"),
    PERF_TEST_PLAIN("perf-test-plain", ValueFormat.RAW, "ProducerPerformance without transactions"),
    KCAT("kcat", ValueFormat.RAW, "kcat -P -l with lz4, idempotent"),
    JSON("json", ValueFormat.JSON, "waybill load --value json --verify none, from S3"),
    PERF_TEST_JSON("perf-test-json", ValueFormat.JSON, "ProducerPerformance, transactional, Waybill's JSON"),
    WAIT_EACH("wait-each", ValueFormat.RAW, "each record waits for its acknowledgement before the next is sent");

    private final String flag;
    private final ValueFormat format;
    private final String description;

    Contestant(String flag, ValueFormat format, String description) {
        this.flag = flag;
        this.format = format;
        this.description = description;
    }

    /** Its name on the command line and in the result. */
    String flag() {
        return flag;
    }

    /** What its records hold. */
    ValueFormat format() {
        return format;
    }

    String description() {
        return description;
    }

    /** Whose topic it reads or writes: its own, except for what reads another's. */
    Contestant destination() {
        return this == VERIFY ? RAW : this;
    }

    /**
     * The contestants of these names, together with those whose topics they read.
     *
     * @throws WaybillException USAGE for a name that is none
     */
    static Set<Contestant> named(List<String> names) {
        Set<Contestant> named = EnumSet.noneOf(Contestant.class);
        for (String name : names) {
            Contestant contestant = named(name);
            named.add(contestant);
            named.add(contestant.destination());
        }
        return named;
    }

    private static Contestant named(String name) {
        return Arrays.stream(values())
                .filter(contestant -> contestant.flag.equals(name))
                .findFirst()
                .orElseThrow(() -> new WaybillException(
                        ErrorCode.USAGE,
                        "There is no contestant '" + name + "'.",
                        "Give --only one or more, with commas, of "
                                + Arrays.stream(values()).map(Contestant::flag).collect(Collectors.joining(", "))
                                + "."));
    }
}
