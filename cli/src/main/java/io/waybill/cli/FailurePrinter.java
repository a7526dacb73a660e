package io.waybill.cli;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints what went wrong: code, cause, fix, and the state that it leaves. The one place that catches everything. */
final class FailurePrinter implements IExecutionExceptionHandler, IParameterExceptionHandler {
    @Override
    public int handleExecutionException(Exception error, CommandLine command, @Nullable ParseResult parsed)
            throws Exception {
        if (error instanceof ParameterException wrong) {
            return handleParseException(wrong, new String[0]);
        }
        WaybillException failure = error instanceof WaybillException known ? known : bug(error);
        String state = command.getCommand() instanceof ReportsState reporter
                ? reporter.state()
                : "Nothing was written; it is safe to run again.";
        print(command, failure, state);
        return failure.code().exitCode();
    }

    private static WaybillException bug(Exception error) {
        LoggerFactory.getLogger(FailurePrinter.class).error("Unexpected", error);
        return new WaybillException(ErrorCode.BUG, "Unexpected: " + error, "Please report this with the log.", error);
    }

    private static void print(CommandLine command, WaybillException failure, String state) {
        if (command.getCommand() instanceof ReportsState reporter && reporter.printsEvents()) {
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
    }

    @Override
    public int handleParseException(ParameterException error, String[] arguments) {
        CommandLine command = error.getCommandLine();
        command.getErr().printf("waybill: %s: %s%n", ErrorCode.USAGE, error.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(error, command.getErr())) {
            command.getErr()
                    .printf(
                            "  fix:   see '%s --help'%n",
                            command.getCommandSpec().qualifiedName());
        }
        command.getErr().printf("  state: Nothing was read or written.%n");
        command.getErr().flush();
        return ErrorCode.USAGE.exitCode();
    }
}
