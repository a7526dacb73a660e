package io.waybill.sandbox;

import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How to start the command line as a process.
 *
 * @param arguments of {@code waybill}
 * @param environment added to this process's own
 * @param jvmFlags of the child's JVM
 * @param errors where its stderr goes
 */
public record LoaderLaunch(
        List<String> arguments, Map<String, String> environment, List<String> jvmFlags, Redirect errors) {
    /** With the flags of this JVM, and its stderr. */
    public static LoaderLaunch likeThisJvm(List<String> arguments, Map<String, String> environment) {
        List<String> flags = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> !flag.startsWith("-javaagent") && !flag.startsWith("-agentlib"))
                .toList();
        return new LoaderLaunch(arguments, environment, flags, Redirect.INHERIT);
    }

    /** Ready to start; its stdout is piped. */
    public ProcessBuilder processBuilder() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmFlags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.waybill.cli.Main"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors);
        builder.environment().putAll(environment);
        return builder;
    }
}
