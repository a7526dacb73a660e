package io.waybill.testkit.network;

import java.time.Duration;

/**
 * What goes wrong between clients and brokers: values for {@link KafkaNetwork#inject(NetworkFault)}. Immutable.
 *
 * <p>Faults combine: a request waits for all its delays, one after the other, and a dropped answer is never delivered.
 * What faults of single requests strike is decided when the proxy has read the request; one sent before the injection
 * may still be struck, if it was not read.
 */
public sealed interface NetworkFault {

    /** A fault of single requests. */
    sealed interface OfRequests extends NetworkFault {
        /** Which ones it strikes. */
        Requests requests();
    }

    /**
     * Requests reach the broker late, with all that follows them on their connection, as in TCP. They do so, too, when the
     * client has given up and closed the connection. Healing lets them go at once. Strikes when a request is held.
     */
    record Delay(Requests requests, Duration time) implements OfRequests {}

    /** The broker does it, the answer is lost, and the client's connection is reset. Strikes when it has been reset. */
    record DropAnswer(Requests requests) implements OfRequests {}

    /**
     * The broker does it, the answer and all that follow it on the connection wait until the fault is healed, or for ever.
     * Strikes when the broker has answered.
     */
    record HoldAnswer(Requests requests) implements OfRequests {}

    /** Every so many requests, one is not forwarded and its connection is reset on both sides. Strikes with each reset. */
    record ResetEveryRequests(Requests requests, int count) implements OfRequests {
        public ResetEveryRequests {
            requirePositive(count);
        }
    }

    /** All connections that are open now are reset (RST) on both sides, once. Strikes once per connection. */
    record ResetNow() implements NetworkFault {}

    /**
     * Every so many bytes, in both directions and over all connections together, the one that carries them is reset on
     * both sides, also in the middle of a request or answer. Strikes with each reset.
     */
    record ResetEveryBytes(long bytes) implements NetworkFault {
        public ResetEveryBytes {
            requirePositive(bytes);
        }
    }

    /**
     * Nothing passes in either direction, not even the end of a connection; connections stay open, new ones are accepted
     * and hang. What was sent meanwhile arrives when the fault is healed, as TCP would send it again. Strikes with each
     * thing held.
     */
    record BlackHole() implements NetworkFault {}

    /** All connections together, in both directions, carry so many bytes in a second. Strikes with each wait. */
    record Throttle(long bytesPerSecond) implements NetworkFault {
        public Throttle {
            requirePositive(bytesPerSecond);
        }
    }

    /** New connections are refused: nobody listens. Open ones stay. Strikes once per broker, at the injection. */
    record Refuse() implements NetworkFault {}

    private static void requirePositive(long number) {
        if (number < 1) {
            throw new IllegalArgumentException(number + " is not positive");
        }
    }
}
