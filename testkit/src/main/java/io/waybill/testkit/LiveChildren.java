package io.waybill.testkit;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The child processes that run now. When this JVM ends they are asked to end (SIGTERM, so that data is closed well),
 * and killed a little later.
 */
final class LiveChildren {
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(5);
    private static final Set<Process> CHILDREN = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(LiveChildren::end, "testkit-end-children"));
    }

    private LiveChildren() {}

    static void add(Process child) {
        CHILDREN.add(child);
        // the chain ends here: its own future is of no interest
        var unused = child.onExit().thenAccept(CHILDREN::remove);
    }

    private static void end() {
        CHILDREN.forEach(Process::destroy);
        Deadline.in(STOPPED_WITHIN).await(() -> CHILDREN.stream().noneMatch(Process::isAlive));
        CHILDREN.forEach(Process::destroyForcibly);
    }
}
