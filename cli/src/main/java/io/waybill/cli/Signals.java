package io.waybill.cli;

import io.waybill.ErrorCode;
import io.waybill.job.StopRequest;

/**
 * SIGINT and SIGTERM ask the job to commit what it has framed and to end; a second one leaves at once, and nothing is
 * lost by it. The JVM's own shutdown hooks would not do: they can neither see the signal nor a second one.
 */
@SuppressWarnings("sunapi") // there is no public way to handle a signal
final class Signals {
    private static final int SIGINT_EXIT = 130;
    private static final int SIGTERM_EXIT = 143;

    private Signals() {}

    static void request(StopRequest stop) {
        handle("INT", stop, ErrorCode.INTERRUPTED, SIGINT_EXIT);
        handle("TERM", stop, ErrorCode.TERMINATED, SIGTERM_EXIT);
    }

    private static void handle(String name, StopRequest stop, ErrorCode reason, int exit) {
        sun.misc.Signal.handle(new sun.misc.Signal(name), signal -> {
            if (!stop.request(reason)) {
                Runtime.getRuntime().halt(exit);
            }
        });
    }
}
