package io.waybill.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Answers whether a line of a document is one of our command lines, and whether its command and flags exist. A line is ours when
 * it begins with {@code waybill}, with one of our commands, or with a flag; any other belongs to somebody else's tool.
 */
final class CommandNames {
    private final CommandLine commandLine;

    CommandNames(CommandLine commandLine) {
        this.commandLine = commandLine;
    }

    boolean has(String command) {
        return commandLine.getSubcommands().containsKey(command);
    }

    /** The word that stands where {@code waybill} expects a command. */
    Optional<String> commandOf(String line) {
        List<String> words = wordsOf(line);
        if (words.size() < 2 || !isLauncher(words.get(0))) {
            return Optional.empty();
        }
        return words.get(1).matches("[a-z][a-z-]*") ? Optional.of(words.get(1)) : Optional.empty();
    }

    boolean isOurs(String line) {
        List<String> words = wordsOf(line);
        return !words.isEmpty()
                && (isLauncher(words.get(0))
                        || has(words.get(0))
                        || words.get(0).startsWith("-"));
    }

    /** Whether the line's command takes the flag; any of our commands, where the line names none. */
    boolean accepts(String line, String flag) {
        List<String> words = wordsOf(line);
        CommandLine command = commandLine.getSubcommands().get(commandOf(line).orElse(words.get(0)));
        return (command == null ? allFlags(commandLine) : flagsOf(command)).contains(flag);
    }

    private static boolean isLauncher(String word) {
        return word.equals("waybill") || word.endsWith("/waybill");
    }

    /** Without the variables that a shell line may set first. */
    private static List<String> wordsOf(String line) {
        return Arrays.stream(line.strip().split("\\s+"))
                .dropWhile(word -> word.matches("[A-Z_]+=.*") || word.equals("time") || word.equals("exec"))
                .toList();
    }

    private static Set<String> allFlags(CommandLine command) {
        Set<String> flags = flagsOf(command);
        command.getSubcommands().values().forEach(subcommand -> flags.addAll(allFlags(subcommand)));
        return flags;
    }

    private static Set<String> flagsOf(CommandLine command) {
        Set<String> flags = new TreeSet<>();
        for (OptionSpec option : command.getCommandSpec().options()) {
            for (String name : option.names()) {
                flags.add(name);
                if (option.negatable()) {
                    flags.add(command.getNegatableOptionTransformer().makeNegative(name, command.getCommandSpec()));
                }
            }
        }
        return flags;
    }
}
