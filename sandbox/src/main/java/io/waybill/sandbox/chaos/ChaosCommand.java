package io.waybill.sandbox.chaos;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.cli.Events;
import io.waybill.cli.FurtherCommand;
import io.waybill.sandbox.Workspace;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code waybill chaos}: breaks loads on real servers, again and again, and has each checked. */
@Command(
        name = "chaos",
        description = "Break loads on real servers in every way a seed draws, and check each row, transaction and"
                + " checkpoint with a checker of its own. Exit 0 only if no property was violated.")
public final class ChaosCommand implements FurtherCommand {
    private static final String ALL = "all";

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Rows of each load (${DEFAULT-VALUE}).")
    private long rows = 100_000;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many loads; the last has this number (${DEFAULT-VALUE}).")
    private long runs = 10;

    @Option(
            names = "--from-run",
            paramLabel = "K",
            defaultValue = "1",
            description = "Number of the first load, to go on with a long campaign (${DEFAULT-VALUE}).")
    private long fromRun = 1;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Decides the whole schedule (${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--brokers",
            paramLabel = "1|3",
            defaultValue = "3",
            description = "Kafka brokers (${DEFAULT-VALUE}).")
    private int brokers = 3;

    @Option(
            names = "--faults",
            split = ",",
            paramLabel = "GROUP",
            defaultValue = ALL,
            description = "Groups or single cases to draw from: kill, pause, network, broker, s3, dynamodb, host, all,"
                    + " or an id such as A7 (${DEFAULT-VALUE}).")
    private List<String> faults = List.of(ALL);

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            description = "Begin no further load after this time, such as 10m.")
    private @Nullable Duration duration;

    @Option(
            names = "--json",
            fallbackValue = "true",
            description = "Print events, one JSON object per line, the last one a summary.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        requireSensible();
        List<FaultCase> cases = cases();
        long start = System.nanoTime();
        Tally tally = new Tally();
        try (Workspace workspace = Workspace.temporary("waybill-chaos")) {
            tell("starting Kafka, S3 and DynamoDB ...");
            try (Campaign campaign = Campaign.start(brokers, rows, workspace.folder())) {
                for (long run = fromRun; run <= runs && !isOver(start); run++) {
                    RunResult result = campaign.run("run-" + run, Plan.draw(seed, run, rows, cases));
                    tally.add(result);
                    report(result);
                }
            }
        }
        report(tally, start);
        return tally.violations() == 0 ? 0 : ErrorCode.VERIFICATION_DIFFERENCE.exitCode();
    }

    private boolean isOver(long start) {
        return duration != null && System.nanoTime() - start > duration.toNanos();
    }

    private void requireSensible() {
        if (rows < 1 || runs < 1 || fromRun < 1 || (brokers != 1 && brokers != 3)) {
            throw new WaybillException(
                    ErrorCode.USAGE, "--rows, --runs and --from-run begin at 1; --brokers is 1 or 3.", "See --help.");
        }
    }

    private List<FaultCase> cases() {
        return faults.stream().flatMap(ChaosCommand::cases).distinct().toList();
    }

    private static Stream<FaultCase> cases(String name) {
        if (name.equals(ALL)) {
            return FaultGroup.allDrawn();
        }
        List<FaultCase> found = Arrays.stream(FaultGroup.values())
                .flatMap(group -> group.drawn().filter(one -> name.equals(group.flag()) || name.equals(one.id())))
                .toList();
        if (found.isEmpty()) {
            throw new WaybillException(
                    ErrorCode.USAGE,
                    "There are no faults '" + name + "' to draw.",
                    "Give all, an id, or one of "
                            + Arrays.stream(FaultGroup.values())
                                    .filter(group -> group.drawn().findAny().isPresent())
                                    .map(FaultGroup::flag)
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
        return found.stream();
    }

    private void report(RunResult result) {
        if (json) {
            events().print("run", result.toMap());
        } else {
            out().println(result.describe());
            out().flush();
        }
    }

    private void report(Tally tally, long start) {
        if (json) {
            Map<String, Object> summary = new LinkedHashMap<>(tally.toMap());
            summary.put("seed", seed);
            summary.put("rows", rows);
            summary.put("brokers", brokers);
            summary.put("seconds", Math.round((System.nanoTime() - start) / 1e9));
            events().print("summary", summary);
        } else {
            out().println();
            out().print(tally.toTable());
            out().flush();
        }
    }

    private Events events() {
        return new Events(out());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private void tell(String what) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("chaos: " + what);
        err.flush();
    }
}
