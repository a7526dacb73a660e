package io.waybill.testkit.network;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** What an injected fault does to bytes, whatever they mean. Any thread may call it. */
@FunctionalInterface
interface LinkEffect {
    Duration ENDLESS = Duration.ofDays(1);
    LinkEffect NONE = (bytes, fault, connection) -> {};

    /** Called before so many bytes pass, or none: the end of a connection. Returns when they may. */
    void beforeBytes(int bytes, InjectedFault fault, ProxyConnection connection) throws IOException;

    static LinkEffect of(NetworkFault fault) {
        if (fault instanceof NetworkFault.BlackHole) {
            return LinkEffect::hold;
        }
        if (fault instanceof NetworkFault.Throttle throttle) {
            Pace pace = new Pace(throttle.bytesPerSecond(), System::nanoTime);
            return (bytes, injected, connection) -> slow(pace.nanosFor(bytes), injected, connection);
        }
        if (fault instanceof NetworkFault.ResetEveryBytes every) {
            AtomicLong passed = new AtomicLong();
            return (bytes, injected, connection) -> {
                long after = passed.addAndGet(bytes);
                if (after / every.bytes() > (after - bytes) / every.bytes()) {
                    reset(injected, connection);
                }
            };
        }
        return NONE;
    }

    private static void hold(int bytes, InjectedFault fault, ProxyConnection connection) {
        fault.strike();
        fault.awaitHealed(connection.ended(), ENDLESS);
    }

    private static void slow(long nanos, InjectedFault fault, ProxyConnection connection) {
        if (nanos > 0) {
            fault.strike();
            fault.awaitHealed(connection.ended(), Duration.ofNanos(nanos));
        }
    }

    private static void reset(InjectedFault fault, ProxyConnection connection) throws IOException {
        connection.reset();
        fault.strike();
        throw new IOException("reset by " + fault.fault());
    }
}
