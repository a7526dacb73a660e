package io.waybill.verify;

import java.util.List;

/** The live threads of a verification. */
final class VerifyThreads {
    private VerifyThreads() {}

    /** Those whose name begins so. */
    static List<Thread> named(String begin) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(begin))
                .toList();
    }
}
