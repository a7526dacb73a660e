package io.waybill.cli;

import io.waybill.ErrorCode;
import io.waybill.job.StopRequest;
import java.lang.reflect.Proxy;

/**
 * SIGINT and SIGTERM ask the job to commit what it has framed and to end; a second one leaves at once, and nothing is
 * lost by it. The JVM's own shutdown hooks would not do: they can neither see which signal it was nor a second one.
 *
 * <p>Java has no public way to handle a signal. {@code sun.misc.Signal} is exported by module jdk.unsupported for that
 * very use, but naming it is a compiler warning that cannot be switched off; hence the reflection.
 */
final class Signals {
    private static final int SIGINT_EXIT = 130;
    private static final int SIGTERM_EXIT = 143;

    private Signals() {}

    static void request(StopRequest stop) {
        try {
            handle("INT", () -> request(stop, ErrorCode.INTERRUPTED, SIGINT_EXIT));
            handle("TERM", () -> request(stop, ErrorCode.TERMINATED, SIGTERM_EXIT));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java platform cannot handle signals", e);
        }
    }

    private static void request(StopRequest stop, ErrorCode reason, int exit) {
        if (!stop.request(reason)) {
            Runtime.getRuntime().halt(exit);
        }
    }

    private static void handle(String name, Runnable action) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Object running = Proxy.newProxyInstance(
                Signals.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                    if (method.getName().equals("handle")) {
                        action.run();
                    }
                    return method.getName().equals("hashCode") ? System.identityHashCode(proxy) : null;
                });
        signal.getMethod("handle", signal, handler)
                .invoke(null, signal.getConstructor(String.class).newInstance(name), running);
    }
}
