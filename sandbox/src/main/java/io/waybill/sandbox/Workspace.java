package io.waybill.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A folder for the servers' data: the user's, which stays, or a temporary one, which goes, also when the process is
 * interrupted.
 */
public record Workspace(Path folder, boolean temporary) implements AutoCloseable {
    private static final Duration CHILDREN_END_WITHIN = Duration.ofSeconds(30);

    public static Workspace in(Path folder) {
        try {
            return new Workspace(Files.createDirectories(folder).toAbsolutePath(), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Workspace temporary(String name) {
        try {
            Workspace workspace = new Workspace(Files.createTempDirectory(name), true);
            Runtime.getRuntime().addShutdownHook(new Thread(workspace::removeLast, "waybill-workspace-end"));
            return workspace;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The servers that write into it are ended by hooks of their own, which run at the same time. */
    private void removeLast() {
        long start = System.nanoTime();
        while (Files.exists(folder) && System.nanoTime() - start < CHILDREN_END_WITHIN.toNanos()) {
            try {
                awaitChildren();
                close();
            } catch (UncheckedIOException e) {
                // the main thread, interrupted in the middle of a start, has written another file
            }
        }
    }

    private static void awaitChildren() {
        CompletableFuture<?>[] ends =
                ProcessHandle.current().children().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends).get(CHILDREN_END_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the servers did not end", e);
        }
    }

    @Override
    public void close() {
        if (!temporary || !Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
