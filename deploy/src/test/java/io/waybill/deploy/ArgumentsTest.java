package io.waybill.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** The command line understands what the modules write. */
class ArgumentsTest {
    private static final Pattern FLAG = Pattern.compile("\"(--[a-z][a-z-]*)");

    @TempDir
    private Path folder;

    @Test
    void everyFlagThatTheModulesSetIsOneOfLoad() {
        CommandLine load = Main.commandLine().getSubcommands().get("load");
        Set<String> flags = new TreeSet<>();
        for (String module : Folders.MODULES) {
            Folders.files(Folders.module(module)).stream()
                    .filter(file -> file.toString().endsWith(".tf"))
                    .forEach(file ->
                            FLAG.matcher(Folders.text(file)).results().forEach(flag -> flags.add(flag.group(1))));
        }

        assertThat(flags).contains("--topic", "--verify");
        assertThat(load.getCommandSpec().optionsMap().keySet()).containsAll(flags);
    }

    /** The form in which the modules write it is asserted by Terraform's tests: one a line, quoted, backslash and quote escaped. */
    @Test
    void aFileOfArgumentsIsReadAsItWasMeant() throws IOException {
        Path file = folder.resolve("orders.args");
        Files.writeString(file, """
                "load"
                "s3://exports/a b#1.csv?versionId=v\\\\1"
                "--topic=orders"
                "--command-property=sasl.jaas.config=Module required username=\\"${env:KAFKA_USERNAME}\\";"
                "--verify=full"
                """);

        ParseResult load = Main.commandLine().parseArgs("@" + file).subcommand();

        assertThat(load.matchedPositionalValue(0, "")).isEqualTo("s3://exports/a b#1.csv?versionId=v\\1");
        assertThat(load.matchedOptionValue("--topic", "")).isEqualTo("orders");
        assertThat(load.matchedOptionValue("--command-property", Map.of()))
                .isEqualTo(Map.of("sasl.jaas.config", "Module required username=\"${env:KAFKA_USERNAME}\";"));
    }
}
