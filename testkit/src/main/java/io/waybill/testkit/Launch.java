package io.waybill.testkit;

import java.nio.file.Path;
import java.util.List;

/**
 * How a server is started, the first time and again.
 *
 * @param name for messages: {@code broker-1}
 * @param command program and arguments
 * @param log receives standard output and standard error
 * @param readiness when it counts as started
 */
public record Launch(String name, List<String> command, Path log, Readiness readiness) {
    public Launch {
        command = List.copyOf(command);
        if (command.isEmpty()) {
            throw new IllegalArgumentException(name + ": no command");
        }
    }
}
