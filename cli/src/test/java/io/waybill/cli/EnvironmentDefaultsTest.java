package io.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The flags of every command, and the variables that stand for them. */
class EnvironmentDefaultsTest {
    private record CommandOption(String command, OptionSpec option) {
        String flag() {
            return option.longestName();
        }

        String variable() {
            return EnvironmentDefaults.variable(flag());
        }

        @Override
        public String toString() {
            return command + " " + flag();
        }
    }

    private static Stream<CommandOption> options() {
        return Main.commandLine().getSubcommands().entrySet().stream()
                .flatMap(command -> command.getValue().getCommandSpec().options().stream()
                        .filter(option -> !option.usageHelp() && !option.versionHelp())
                        .map(option -> new CommandOption(command.getKey(), option)));
    }

    @TestFactory
    Stream<DynamicTest> everyFlagOfEveryCommandHasAVariable() {
        return options().map(one -> DynamicTest.dynamicTest(one.toString(), () -> assertReadsItsVariable(one)));
    }

    private static void assertReadsItsVariable(CommandOption one) {
        String value = example(one.option());

        OptionSpec byVariable = parsed(Map.of(one.variable(), value), one);
        OptionSpec byFlag = one.option().arity().max() == 0
                ? parsed(Map.of(), one, one.flag())
                : parsed(Map.of(), one, one.flag(), value);
        OptionSpec byNeither = parsed(Map.of(), one);

        assertThat(byVariable.<Object>getValue()).isEqualTo(byFlag.getValue()).isNotEqualTo(byNeither.getValue());
    }

    /** A legal value that is not the default. */
    private static String example(OptionSpec option) {
        return switch (option.longestName()) {
            case "--value" -> "raw";
            case "--row-end" -> "cr";
            case "--quotes" -> "lenient";
            case "--verify" -> "none";
            case "--command-property" -> "client.id=x";
            case "--deadline", "--lease-duration", "--transaction-interval" -> "7s";
            default -> option.arity().max() == 0 ? "true" : "7";
        };
    }

    private static OptionSpec parsed(Map<String, String> environment, CommandOption one, String... flags) {
        CommandLine line = Main.commandLine().setDefaultValueProvider(new EnvironmentDefaults(environment));
        line.parseArgs(Stream.concat(Stream.of(one.command()), Stream.of(flags)).toArray(String[]::new));
        CommandLine parsed = Objects.requireNonNull(line.getSubcommands().get(one.command()));
        return Objects.requireNonNull(parsed.getCommandSpec().findOption(one.flag()));
    }

    @TestFactory
    Stream<DynamicTest> aSwitchStaysOnWhenItIsGivenTwice() {
        return options()
                .filter(one -> one.option().arity().max() == 0)
                .map(one -> DynamicTest.dynamicTest(
                        one.toString(), () -> assertThat(parsed(Map.of(one.variable(), "true"), one, one.flag())
                                        .<Object>getValue())
                                .isEqualTo(true)));
    }

    @Test
    void theFlagWinsOverTheVariable() {
        CommandOption topic = options()
                .filter(one -> one.toString().equals("load --topic"))
                .findFirst()
                .orElseThrow();

        assertThat(parsed(Map.of("WAYBILL_TOPIC", "variable"), topic, "--topic", "flag")
                        .<Object>getValue())
                .isEqualTo("flag");
    }
}
