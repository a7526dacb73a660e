package io.waybill.source;

/** How long at least one of several threads was at work. Thread-safe. */
final class BusyTime {
    private int working; // guarded by this
    private long since; // guarded by this
    private long total; // guarded by this

    synchronized void enter() {
        if (working++ == 0) {
            since = System.nanoTime();
        }
    }

    synchronized void leave() {
        if (--working == 0) {
            total += System.nanoTime() - since;
        }
    }

    /** In nanoseconds, work in progress included. */
    synchronized long nanos() {
        return total + (working > 0 ? System.nanoTime() - since : 0);
    }
}
