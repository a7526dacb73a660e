package io.waybill.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The code in a page: what stands between backticks, and the command lines of its shell blocks.
 *
 * @param page the file
 * @param spans code inside sentences and tables
 * @param commandLines one per command, continued lines joined, pipes and lists taken apart
 */
record MarkdownCode(Path page, List<String> spans, List<String> commandLines) {
    private static final Pattern SPAN = Pattern.compile("(?s)(?<!`)(`+)(?!`)((?:(?!\n\n).)+?)(?<!`)\\1(?!`)");
    private static final Pattern BETWEEN_COMMANDS = Pattern.compile("\\s(?:\\||\\|\\||&&|&)\\s|;\\s");
    private static final Set<String> SHELLS = Set.of("", "sh", "bash", "shell", "console");
    private static final String FENCE = "```";
    private static final String PROMPT = "$ ";

    static MarkdownCode of(Path page) throws IOException {
        List<String> spans = new ArrayList<>();
        List<String> commandLines = new ArrayList<>();
        List<String> prose = new ArrayList<>();
        List<String> lines = Files.readAllLines(page);
        for (int line = 0; line < lines.size(); line++) {
            String opening = lines.get(line).strip();
            if (!opening.startsWith(FENCE)) {
                prose.add(lines.get(line));
                continue;
            }
            List<String> block = new ArrayList<>();
            while (++line < lines.size() && !lines.get(line).strip().equals(FENCE)) {
                block.add(lines.get(line));
            }
            if (SHELLS.contains(opening.substring(FENCE.length()).strip())) {
                commandLines.addAll(commandsOf(block));
            }
        }
        Matcher span = SPAN.matcher(String.join("\n", prose));
        while (span.find()) {
            spans.add(span.group(2).replace('\n', ' ').strip());
        }
        return new MarkdownCode(page, List.copyOf(spans), List.copyOf(commandLines));
    }

    /** In a block with prompts, the lines without one are output. */
    private static List<String> commandsOf(List<String> block) {
        boolean prompts = block.stream().anyMatch(line -> line.strip().startsWith(PROMPT));
        String joined = String.join("\n", block).replaceAll("\\\\\n\\s*", " ");
        return joined.lines()
                .map(String::strip)
                .filter(line -> !prompts || line.startsWith(PROMPT))
                .map(line -> line.startsWith(PROMPT) ? line.substring(PROMPT.length()) : line)
                .map(line -> line.replaceAll("(^|\\s)#.*", "").strip())
                .flatMap(line -> Stream.of(BETWEEN_COMMANDS.split(line)))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
