package io.waybill.bench;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.cli.Events;
import io.waybill.cli.FurtherCommand;
import io.waybill.sandbox.Workspace;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code waybill bench}: the same rows to the same broker, by Waybill and by others, side by side. */
@Command(
        name = "bench",
        description = "Measure loads side by side with Kafka's own perf test and others, on real servers on this"
                + " machine, and print the ratios beside their gates.")
public final class BenchCommand implements FurtherCommand {
    private static final long LEAST_ROWS = 1_000;
    private static final int MOST_ROW_BYTES = 100_000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "2000000",
            description = "Rows that each contestant moves (${DEFAULT-VALUE}).")
    private long rows = 2_000_000;

    @Option(
            names = "--row-bytes",
            paramLabel = "B",
            defaultValue = "100",
            description = "Bytes of each row (${DEFAULT-VALUE}).")
    private int rowBytes = 100;

    @Option(
            names = "--rounds",
            paramLabel = "R",
            defaultValue = "3",
            description = "How often each contestant runs; medians are reported (${DEFAULT-VALUE}).")
    private int rounds = 3;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "NAME",
            description = "Run these contestants only: raw, verify, perf-test-raw, waybill-plain, perf-test-plain,"
                    + " kcat, json, perf-test-json, wait-each.")
    private List<String> only = List.of();

    @Option(
            names = "--json",
            fallbackValue = "true",
            description = "Print events, one JSON object per line, the last one a summary.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        requireSensible();
        Set<Contestant> contestants = only.isEmpty() ? EnumSet.allOf(Contestant.class) : Contestant.named(only);
        leaveOutKcatWhereItIsMissing(contestants);
        Results results = new Results();
        try (Workspace workspace = Workspace.temporary("waybill-bench")) {
            tell("starting Kafka and S3 ...");
            try (BenchSite site = BenchSite.start(workspace.folder())) {
                tell("making and uploading %,d rows of %,d bytes ...", rows, rowBytes);
                Course course = Course.lay(site, new Course.Size(rows, rowBytes), workspace.folder());
                measure(new RoundRunner(course, contestants), results);
            }
        }
        report(results);
        return 0;
    }

    private void requireSensible() {
        if (rows < LEAST_ROWS || rounds < 1) {
            throw usage("--rows begins at 1000, since fewer measure nothing, and --rounds at 1.");
        }
        if (rowBytes < PlainCsv.LEAST_ROW_BYTES || rowBytes > MOST_ROW_BYTES) {
            throw usage("--row-bytes is " + PlainCsv.LEAST_ROW_BYTES + " to " + MOST_ROW_BYTES + ".");
        }
        if (!ProcFiles.areThere()) {
            throw usage("CPU and memory of the contestants are read from /proc, which only Linux has.");
        }
    }

    private static WaybillException usage(String what) {
        return new WaybillException(ErrorCode.USAGE, what, "See 'waybill bench --help'.");
    }

    private void leaveOutKcatWhereItIsMissing(Set<Contestant> contestants) {
        if (contestants.contains(Contestant.KCAT)) {
            Kcat.hindrance().ifPresent(reason -> {
                contestants.remove(Contestant.KCAT);
                tell("kcat is left out: %s", reason);
                if (json) {
                    events().print("skipped", Map.of("contestant", Contestant.KCAT.flag(), "reason", reason));
                }
            });
        }
    }

    private void measure(RoundRunner runner, Results results) throws Exception {
        tell("warming the servers up with a load that does not count ...");
        runner.warmUp();
        for (int round = 1; round <= rounds; round++) {
            int number = round;
            results.add(runner.run(round, (contestant, result) -> tell(number, contestant, result)));
        }
    }

    private void tell(int round, Contestant contestant, Measurement result) {
        tell("round %d of %d: %-16s %,12.0f rows/s", round, rounds, contestant.flag(), result.rowsPerSecond());
        if (json) {
            Map<String, Object> run = new LinkedHashMap<>();
            run.put("round", round);
            run.put("contestant", contestant.flag());
            run.putAll(result.toMap());
            events().print("run", run);
        }
    }

    private void report(Results results) {
        BenchReport report = new BenchReport(results, arguments(), spec.root().version()[0]);
        if (json) {
            events().print("summary", report.toMap());
        } else {
            out().print(report.describe());
            out().flush();
        }
    }

    /** All of them, so that the same can be run again when a default has changed. */
    private BenchReport.Arguments arguments() {
        return new BenchReport.Arguments(rows, rowBytes, rounds, only);
    }

    private Events events() {
        return new Events(out());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private void tell(String what, Object... values) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("bench: " + String.format(Locale.ROOT, what, values));
        err.flush();
    }
}
