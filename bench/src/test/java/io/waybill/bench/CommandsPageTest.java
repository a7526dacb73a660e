package io.waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.ErrorCode;
import io.waybill.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The reference page of the commands is what the commands print. */
class CommandsPageTest {
    private static final Path PAGE = Repository.root().resolve("docs/reference/commands.md");
    private static final String WRITE = "waybill.write";
    private static final int WIDTH = 110;

    @Test
    void theCommittedPageIsTheGeneratedOne() throws IOException {
        String generated = page(Main.commandLine());
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(PAGE, generated);
        }

        assertThat(PAGE)
                .as("to write it anew: mvn -B -pl bench -am test -Dtest=CommandsPageTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -D" + WRITE + "=true")
                .hasContent(generated);
    }

    private static String page(CommandLine waybill) {
        waybill.setDefaultValueProvider(null); // the flags' own defaults, whatever variables are set here
        StringBuilder page = new StringBuilder("""
                # Commands

                Written by `CommandsPageTest` from the commands themselves; do not edit.

                Every flag is also an environment variable: `--create-topic` is `WAYBILL_CREATE_TOPIC`. The flag wins.
                stdout is the result only; stderr is progress and logs. `demo`, `sandbox`, `chaos` and `bench` are in a source
                checkout only.
                """);
        append(page, "waybill", waybill);
        waybill.getSubcommands().entrySet().stream()
                .sorted((one, other) -> Integer.compare(rank(one.getKey()), rank(other.getKey())))
                .forEach(command -> append(page, "waybill " + command.getKey(), command.getValue()));
        return page.append(exitCodes()).toString();
    }

    /** In the order in which a user meets them; whatever is new comes last. */
    private static int rank(String command) {
        int rank = List.of("load", "status", "verify", "receipt", "demo", "sandbox", "chaos", "bench")
                .indexOf(command);
        return rank < 0 ? Integer.MAX_VALUE : rank;
    }

    private static void append(StringBuilder page, String title, CommandLine command) {
        command.getCommandSpec().usageMessage().width(WIDTH);
        String usage = command.getUsageMessage(Ansi.OFF)
                .lines()
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"));
        page.append("\n## ").append(title).append("\n\n```text\n").append(usage).append("\n```\n");
    }

    private static String exitCodes() {
        return Arrays.stream(ErrorCode.values())
                .collect(Collectors.groupingBy(
                        ErrorCode::exitCode,
                        TreeMap::new,
                        Collectors.mapping(code -> "`" + code + "`", Collectors.joining(", "))))
                .entrySet()
                .stream()
                .map(row -> "| " + row.getKey() + " | " + row.getValue() + " |\n")
                .collect(Collectors.joining(
                        "",
                        "\n## Exit codes\n\nThe code that an error prints, by exit code; 0 is success. What each asks of you:"
                                + " [load into your cluster](../how-to/load-into-your-cluster.md#what-each-exit-code-asks-of-you)."
                                + "\n\n| exit | codes |\n|---|---|\n",
                        ""));
    }
}
