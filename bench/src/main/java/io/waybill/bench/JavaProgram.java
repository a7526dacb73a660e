package io.waybill.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A main class as a process.
 *
 * @param classPath as for {@code -cp}
 * @param mainClass the program
 * @param arguments of the program
 * @param environment added to this process's own
 */
record JavaProgram(String classPath, String mainClass, List<String> arguments, Map<String, String> environment) {
    /** Of this checkout, with this JVM's own class path. */
    static JavaProgram ours(Class<?> mainClass, List<String> arguments, Map<String, String> environment) {
        return new JavaProgram(System.getProperty("java.class.path"), mainClass.getName(), arguments, environment);
    }

    /** @param jvmFlags heap and collector, the same for all contestants */
    ProcessBuilder processBuilder(List<String> jvmFlags) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmFlags);
        command.addAll(List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-cp", classPath, mainClass));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return builder;
    }
}
