package io.waybill.cli;

import io.waybill.checkpoint.Checkpoint;
import io.waybill.job.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Progress on stderr, of committed rows: a bar that is redrawn on a terminal, a plain line every 30 seconds elsewhere. */
final class Terminal implements Progress {
    private static final long PLAIN_EVERY = Duration.ofSeconds(30).toNanos();
    private static final long BAR_EVERY = Duration.ofMillis(100).toNanos();
    private static final int BAR = 30;

    private final PrintWriter err;
    private final boolean interactive;
    private final long size;
    private final long started = System.nanoTime();
    private long shown;
    private long firstRows;
    private boolean barOpen;

    /**
     * @param interactive whether {@code err} is a terminal
     * @param size bytes of the source
     */
    Terminal(PrintWriter err, boolean interactive, long size) {
        this.err = err;
        this.interactive = interactive;
        this.size = size;
        this.shown = interactive ? started - BAR_EVERY : started;
    }

    /** Whether stderr is a terminal; only the launcher can know. */
    static boolean isInteractive() {
        return Boolean.getBoolean("waybill.terminal");
    }

    @Override
    public void resumed(Checkpoint from) {
        firstRows = from.position().rows();
        line(String.format(
                Locale.ROOT,
                "job %s, attempt %d: from row %,d at byte %,d of %,d",
                from.job(),
                from.attempt(),
                firstRows,
                from.position().byteOffset(),
                size));
    }

    @Override
    public void committed(Checkpoint checkpoint) {
        long rows = checkpoint.position().rows();
        double share = size == 0 ? 1 : (double) checkpoint.position().byteOffset() / size;
        double seconds = (System.nanoTime() - started) / 1e9;
        show(
                "committed",
                share,
                String.format(Locale.ROOT, "%,d rows, %,.0f rows/s", rows, (rows - firstRows) / seconds));
    }

    @Override
    public void verified(long rows, long ofRows) {
        show("verified", ofRows == 0 ? 1 : (double) rows / ofRows, String.format(Locale.ROOT, "%,d rows", rows));
    }

    @Override
    public void recovering(String why, int failures, Duration pause) {
        line("recovering from the last checkpoint in " + pause.toMillis() + " ms (failure " + failures + "): " + why);
    }

    @Override
    public void warning(String text) {
        line("warning: " + text);
    }

    private void show(String what, double share, String detail) {
        long now = System.nanoTime();
        if (now - shown < (interactive ? BAR_EVERY : PLAIN_EVERY)) {
            return;
        }
        shown = now;
        String percent = String.format(Locale.ROOT, "%5.1f %%", share * 100);
        if (interactive) {
            int full = (int) Math.round(share * BAR);
            err.print("\r\u001b[K" + what + " [" + "=".repeat(full) + " ".repeat(BAR - full) + "] " + percent + ", "
                    + detail);
            barOpen = true;
        } else {
            err.println(what + " " + percent.strip() + ", " + detail);
        }
        err.flush();
    }

    private void line(String text) {
        err.println((barOpen ? "\r\u001b[K" : "") + text);
        barOpen = false;
        err.flush();
    }

    /** Leaves the terminal at the beginning of a line. */
    void end() {
        if (barOpen) {
            err.print("\r\u001b[K");
            err.flush();
            barOpen = false;
        }
    }
}
