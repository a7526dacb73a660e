package io.waybill.cli;

import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code waybill}: finds the command, runs it, and turns whatever it throws into an exit code and a message. */
@Command(
        name = "waybill",
        description = "Moves a huge CSV object from S3 into Kafka: every row exactly once, in order, and proven.",
        subcommands = {LoadCommand.class, VerifyCommand.class, StatusCommand.class, ReceiptCommand.class},
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND")
public final class Main {
    private Main() {}

    /** The process's entry point. */
    public static void main(String[] arguments) {
        CommandLine commands = commandLine();
        int exit = commands.execute(arguments);
        boolean resultIsLost = exit == 0 && System.out.checkError(); // a full disk, a reader that has left
        System.exit(resultIsLost ? FailurePrinter.resultIsLost(commands) : exit);
    }

    /** The whole command line, with the commands that other modules on the class path add. */
    public static CommandLine commandLine() {
        CommandLine commands = new CommandLine(new Main());
        ServiceLoader.load(FurtherCommand.class).forEach(commands::addSubcommand);
        return commands.setDefaultValueProvider(new EnvironmentDefaults(System.getenv()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(java.time.Duration.class, new DurationConverter())
                .setExecutionExceptionHandler(new FailurePrinter())
                .setParameterExceptionHandler(new FailurePrinter());
    }
}
