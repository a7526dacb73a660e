package io.waybill.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of a module's README are those of its variables and outputs. */
class ModuleReadmeTest {
    private static final String WRITE = "waybill.write";
    private static final String MARK =
            "<!-- Written by ModuleReadmeTest from variables.tf and outputs.tf; do not edit below. -->\n";
    private static final Pattern BLOCK = Pattern.compile("(?ms)^(?:variable|output) \"(\\w+)\" \\{\n(.*?)^\\}");
    private static final Pattern DESCRIPTION = Pattern.compile("(?m)^  description = \"(.*)\"$");
    private static final Pattern TYPE = Pattern.compile("(?m)^  type += (\\w+(?:\\(\\w+\\))?)");
    private static final Pattern DEFAULT = Pattern.compile("(?m)^  default += (.*)$");

    static Iterable<String> modules() {
        return Folders.MODULES;
    }

    @ParameterizedTest
    @MethodSource("modules")
    void theTablesAreThoseOfTheVariablesAndOutputs(String module) throws IOException {
        Path readme = Folders.module(module).resolve("README.md");
        String committed = Files.readString(readme);
        assertThat(committed).contains(MARK);
        String generated = committed.substring(0, committed.indexOf(MARK)) + MARK + tables(Folders.module(module));
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(readme, generated);
        }

        assertThat(readme)
                .as("to write it anew: mvn -B -pl deploy -am test -Dtest=ModuleReadmeTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -D" + WRITE + "=true")
                .hasContent(generated);
    }

    private static String tables(Path module) {
        String inputs = BLOCK.matcher(Folders.text(module.resolve("variables.tf")))
                .results()
                .map(ModuleReadmeTest::input)
                .collect(Collectors.joining());
        String outputs = BLOCK.matcher(Folders.text(module.resolve("outputs.tf")))
                .results()
                .map(output -> "| `" + output.group(1) + "` | " + description(output) + " |\n")
                .collect(Collectors.joining());
        return "\n## Inputs\n\n| name | description | type | default |\n|---|---|---|---|\n" + inputs
                + "\n## Outputs\n\n| name | description |\n|---|---|\n" + outputs;
    }

    private static String input(MatchResult variable) {
        String defaultValue = first(DEFAULT, variable.group(2));
        return "| `" + variable.group(1) + "` | " + description(variable) + " | `" + first(TYPE, variable.group(2))
                + "` | " + (defaultValue.isEmpty() ? "required" : "`" + defaultValue + "`") + " |\n";
    }

    /** Every variable and output has one. */
    private static String description(MatchResult block) {
        String description = first(DESCRIPTION, block.group(2));
        assertThat(description).as("description of " + block.group(1)).isNotEmpty();
        return description.replace("\\\"", "\"").replace("|", "\\|");
    }

    private static String first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? found.group(1) : "";
    }
}
