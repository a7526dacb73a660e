package io.waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every type, test, command and flag that the documents name exists, in the one module that has all commands on its class path.
 */
class DocsNamesTest {
    /** CamelCase of two humps or more, a test's IT included; an action of a cloud's policy, {@code s3:GetObject}, is none. */
    private static final Pattern TYPE =
            Pattern.compile("(?<![\\w:/-])[A-Z][a-z0-9]+(?:(?:[A-Z][a-z0-9]+)+(?:IT)?|IT)(?!\\w)");

    private static final Pattern TEST_METHOD = Pattern.compile("\\b(\\w+(?:Test|IT))\\.([a-z]\\w*)");
    private static final Pattern DECLARATION = Pattern.compile("\\b(?:class|interface|record|enum)\\s+([A-Z]\\w*)");
    private static final Pattern FLAG = Pattern.compile("(?<![\\w-])--[a-z][\\w-]*");

    /** Types of others that the documents may name. */
    private static final Set<String> FOREIGN_TYPES = Set.of(
            "ByteBuffer",
            "ConsoleConsumer",
            "DictReader",
            "DynamoDbClient",
            "GetOffsetShell",
            "HttpServer",
            "KafkaConsumer",
            "KafkaProducer",
            "MockProducer",
            "ProducerPerformance",
            "ProducerRecord",
            "ServiceLoader",
            "TopicCommand");

    /** Flags of others that the documents may name outside of a command line. */
    private static final Set<String> FOREIGN_FLAGS = Set.of("--isolation-level", "--sun-misc-unsafe-memory-access");

    private static final Path REPOSITORY = Repository.root();
    private static final List<MarkdownCode> PAGES = new ArrayList<>();
    private static final Map<String, String> SOURCES = new HashMap<>();
    private static final Set<String> TYPES = new TreeSet<>();
    private static final CommandNames COMMANDS = new CommandNames(Main.commandLine());

    @BeforeAll
    static void read() throws IOException {
        for (Path page : files(REPOSITORY, DocsNamesTest::isPage)) {
            PAGES.add(MarkdownCode.of(page));
        }
        for (Path source : files(REPOSITORY, file -> file.toString().endsWith(".java"))) {
            String text = Files.readString(source);
            SOURCES.put(source.getFileName().toString().replace(".java", ""), text);
            DECLARATION.matcher(text).results().forEach(found -> TYPES.add(found.group(1)));
        }
    }

    @Test
    void everyTypeNamedExists() {
        Findings findings = new Findings();
        eachSpan((page, span) -> matches(TYPE, span)
                .forEach(name -> findings.add(page, name, TYPES.contains(name) || FOREIGN_TYPES.contains(name))));
        findings.check();
    }

    @Test
    void everyTestMethodNamedExists() {
        Findings findings = new Findings();
        eachSpan((page, span) -> matches(TEST_METHOD, span).forEach(name -> {
            String[] parts = name.split("\\.", 2);
            findings.add(page, name, SOURCES.getOrDefault(parts[0], "").contains(" " + parts[1] + "("));
        }));
        findings.check();
    }

    @Test
    void everyTestThatHoldsAnInvariantExists() {
        Findings findings = new Findings();
        eachSpan((page, span) -> matches(TYPE, span)
                .filter(name -> page.endsWith("INVARIANTS.md") && (name.endsWith("Test") || name.endsWith("IT")))
                .forEach(name -> findings.add(page, name, SOURCES.containsKey(name))));
        findings.check();
    }

    @Test
    void everyCommandNamedExists() {
        Findings findings = new Findings();
        eachCommandLine((page, line) ->
                COMMANDS.commandOf(line).ifPresent(command -> findings.add(page, command, COMMANDS.has(command))));
        findings.check();
    }

    @Test
    void everyFlagNamedBelongsToItsCommand() {
        Findings findings = new Findings();
        eachCommandLine((page, line) -> {
            if (COMMANDS.isOurs(line)) {
                matches(FLAG, line)
                        .filter(flag -> !FOREIGN_FLAGS.contains(flag))
                        .forEach(flag -> findings.add(page, flag + " in " + line, COMMANDS.accepts(line, flag)));
            }
        });
        findings.check();
    }

    private interface Visitor {
        void visit(Path page, String code);
    }

    private static void eachSpan(Visitor visitor) {
        PAGES.forEach(page -> page.spans().forEach(span -> visitor.visit(page.page(), span)));
    }

    private static void eachCommandLine(Visitor visitor) {
        eachSpan(visitor);
        PAGES.forEach(page -> page.commandLines().forEach(line -> visitor.visit(page.page(), line)));
    }

    private static Stream<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group);
    }

    /** What the documents name. If they named nothing, a test of the names would say nothing: it fails. */
    private static final class Findings {
        private final Set<String> unknown = new TreeSet<>();
        private int found;

        void add(Path page, String name, boolean exists) {
            found++;
            if (!exists) {
                unknown.add(REPOSITORY.relativize(page) + ": " + name);
            }
        }

        void check() {
            assertThat(found).as("names found in the documents").isPositive();
            assertThat(unknown).as("named in a document, not in the code").isEmpty();
        }
    }

    private static boolean isPage(Path file) {
        String path = REPOSITORY.relativize(file).toString();
        return Set.of("README.md", "ARCHITECTURE.md", "INVARIANTS.md").contains(path)
                || (path.startsWith("docs/") && path.endsWith(".md"));
    }

    private static List<Path> files(Path folder, Predicate<Path> wanted) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> children = Files.list(folder)) {
            for (Path child : children.sorted().toList()) {
                if (Files.isDirectory(child)) {
                    String name = child.getFileName().toString();
                    if (!name.equals("target") && !name.startsWith(".")) {
                        found.addAll(files(child, wanted));
                    }
                } else if (wanted.test(child)) {
                    found.add(child);
                }
            }
        }
        return found;
    }
}
