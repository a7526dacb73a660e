package io.waybill.cli;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints what went wrong: code, cause, fix, and the state that it leaves. The one place that catches everything. */
final class FailurePrinter implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private static final String JSON = "--json";

    @Override
    public int handleExecutionException(Exception error, CommandLine command, @Nullable ParseResult parsed) {
        if (error instanceof ParameterException wrong) {
            return handleParseException(wrong, new String[0]);
        }
        WaybillException failure = error instanceof WaybillException known ? known : bug(error);
        String state = command.getCommand() instanceof ReportsState reporter
                ? reporter.state()
                : "Nothing was written; it is safe to run again.";
        return print(command, failure, state, List.of());
    }

    private static WaybillException bug(Exception error) {
        LoggerFactory.getLogger(FailurePrinter.class).error("Unexpected", error);
        return new WaybillException(ErrorCode.BUG, "Unexpected: " + error, "Please report this with the log.", error);
    }

    @Override
    public int handleParseException(ParameterException error, String[] arguments) {
        WaybillException failure =
                new WaybillException(ErrorCode.USAGE, String.valueOf(error.getMessage()), fix(error), error);
        return print(error.getCommandLine(), failure, "Nothing was read or written.", List.of(arguments));
    }

    /** The command has done its work, and nobody can know by what it printed. */
    static int resultIsLost(CommandLine command) {
        WaybillException failure = new WaybillException(
                ErrorCode.OUTPUT_NOT_WRITTEN,
                "The result could not be written to stdout.",
                "See that stdout has room and a reader, then run the same command again: it prints the result again.");
        return print(command, failure, "The command itself has done its work.", List.of());
    }

    private static String fix(ParameterException error) {
        return error instanceof UnmatchedArgumentException unmatched
                        && !unmatched.getSuggestions().isEmpty()
                ? "Did you mean '" + String.join("' or '", unmatched.getSuggestions()) + "'?"
                : "See '" + error.getCommandLine().getCommandSpec().qualifiedName() + " --help'.";
    }

    private static int print(CommandLine command, WaybillException failure, String state, List<String> arguments) {
        if (printsEvents(command, arguments)) {
            Map<String, Object> event = new LinkedHashMap<>();
            event.put("code", failure.code().name());
            event.put("message", String.valueOf(failure.getMessage()));
            event.put("fix", failure.fix());
            event.put("state", state);
            event.put("exit", failure.code().exitCode());
            new Events(command.getOut()).print("error", event);
        }
        command.getErr()
                .printf(
                        "waybill: %s: %s%n  fix:   %s%n  state: %s%n",
                        failure.code(), failure.getMessage(), failure.fix(), state);
        command.getErr().flush();
        return failure.code().exitCode();
    }

    /** Whether stdout is a stream of events. Arguments that could not be parsed have set no option yet. */
    private static boolean printsEvents(CommandLine command, List<String> arguments) {
        OptionSpec json = command.getCommandSpec().findOption(JSON);
        return json != null && (Boolean.TRUE.equals(json.getValue()) || arguments.contains(JSON));
    }
}
