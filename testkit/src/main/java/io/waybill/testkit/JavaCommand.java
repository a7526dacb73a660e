package io.waybill.testkit;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a child JVM, of the same Java as this one.
 *
 * @param options of the JVM
 * @param classPath as for {@code -cp}
 * @param mainClass the program
 * @param arguments of the program
 */
record JavaCommand(List<String> options, String classPath, String mainClass, List<String> arguments) {
    /** For servers that handle little: they start faster and take less. Not for brokers under load. */
    static final List<String> LIGHT = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m");

    /** A program that runs to its end. */
    List<String> line() {
        return line(classPath, List.of(mainClass));
    }

    /** A server that ends with this JVM, however this JVM ends. */
    List<String> guardedLine() {
        String guarded = ServerJars.ownClasses() + File.pathSeparator + classPath;
        String parent = Long.toString(ProcessHandle.current().pid());
        return line(guarded, List.of(GuardedMain.class.getName(), parent, mainClass));
    }

    private List<String> line(String path, List<String> main) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(options);
        line.add("-cp");
        line.add(path);
        line.addAll(main);
        line.addAll(arguments);
        return line;
    }
}
