package io.waybill.sandbox;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Loader processes, one after the other, of which each but the last is killed when it has committed its share. */
final class DemoLoad {
    private final Map<String, String> environment;
    private final List<String> arguments;
    private final long size;
    private final RandomGenerator random = new SplittableRandom();
    private int kills;
    private long mostReadAgain;
    private Map<String, Object> lastSummary = Map.of();

    DemoLoad(Map<String, String> environment, List<String> arguments, long size) {
        this.environment = environment;
        this.arguments = arguments;
        this.size = size;
    }

    /**
     * Runs until a loader ends by itself.
     *
     * @param wanted how many to kill, each when its committed bytes reach a random place in the next of equal shares of
     *     the object
     * @param story told what happens, for a person
     * @param events told every event, and each kill as one
     * @return how many were killed; fewer than wanted when a loader was faster than its killer
     */
    int run(int wanted, Consumer<String> story, BiConsumer<String, Map<String, ?>> events) throws InterruptedException {
        while (true) {
            long threshold = kills < wanted ? threshold(wanted) : Long.MAX_VALUE;
            story.accept("loader " + (kills + 1) + " starts");
            try (LoaderProcess loader = LoaderProcess.start(LoaderLaunch.likeThisJvm(arguments, environment))) {
                Watch watch = new Watch(loader, threshold, story, events);
                Optional<Map<String, Object>> last = loader.events(watch::see);
                int exit = loader.exitCode();
                if (exit == 0) {
                    lastSummary = last.orElse(Map.of());
                    return kills;
                }
                if (!watch.killed) {
                    throw new WaybillException(
                            ErrorCode.BUG,
                            "The loader ended with exit " + exit + ": " + last,
                            "See its messages above.");
                }
                kills++;
                mostReadAgain = Math.max(mostReadAgain, watch.uncommittedBytes());
                events.accept(
                        "killed",
                        Map.of("kills", kills, "rows", watch.rows, "bytes_read_again", watch.uncommittedBytes()));
            }
        }
    }

    /** Of all killed loaders, the most bytes that one had read beyond what it had committed: its successor reads them again. */
    long mostBytesReadAgain() {
        return mostReadAgain;
    }

    /** The summary event of the loader that ended by itself. */
    Map<String, Object> lastSummary() {
        return lastSummary;
    }

    private long threshold(int wanted) {
        double share = (kills + 0.5 + random.nextDouble(0.5)) / (wanted + 1);
        return (long) (size * share);
    }

    /** Watches one loader's events and kills it at the threshold. */
    private static final class Watch {
        private final LoaderProcess loader;
        private final long threshold;
        private final Consumer<String> story;
        private final BiConsumer<String, Map<String, ?>> events;
        private boolean killed;
        private long rows;
        private long start;
        private long committed;
        private long read;

        Watch(LoaderProcess loader, long threshold, Consumer<String> story, BiConsumer<String, Map<String, ?>> events) {
            this.loader = loader;
            this.threshold = threshold;
            this.story = story;
            this.events = events;
        }

        void see(Map<String, Object> event) {
            String type = String.valueOf(event.get("type"));
            if (!type.equals("summary")) {
                events.accept(type, event);
            }
            switch (type) {
                case "resumed" -> {
                    start = number(event, "byte_offset");
                    story.accept(String.format(
                            Locale.ROOT,
                            "  attempt %s goes on after row %,d",
                            event.get("attempt"),
                            number(event, "rows")));
                }
                case "committed" -> killAtThreshold(event);
                case "warning" -> {} // one broker and one replica: true, and beside the point of a demo
                default -> {}
            }
        }

        private void killAtThreshold(Map<String, Object> event) {
            rows = number(event, "rows");
            committed = number(event, "byte_offset");
            read = number(event, "bytes_read");
            if (!killed && number(event, "byte_offset") >= threshold) {
                loader.kill();
                killed = true;
                story.accept(String.format(Locale.ROOT, "  SIGKILL after %,d committed rows were seen", rows));
            }
        }

        /** As its last committed transaction told. */
        long uncommittedBytes() {
            return read - (committed - start);
        }

        private static long number(Map<String, Object> event, String field) {
            return event.get(field) instanceof Number number ? number.longValue() : -1;
        }
    }
}
