package io.waybill.testkit.network;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The requests that a fault strikes: {@code Requests.of(END_TXN).first(1)}. Immutable.
 *
 * @param kinds at least one
 * @param limit how many, counted over all brokers that have the fault
 * @param span how long after the injection
 */
public record Requests(Set<RequestKind> kinds, int limit, Duration span) {
    private static final Duration ENDLESS = Duration.ofDays(1);

    public Requests {
        kinds = Set.copyOf(kinds);
        if (kinds.isEmpty() || limit < 1 || span.isNegative() || span.isZero()) {
            throw new IllegalArgumentException("no requests: " + kinds + ", first " + limit + ", within " + span);
        }
    }

    /** Every request. */
    public static Requests all() {
        return new Requests(EnumSet.allOf(RequestKind.class), Integer.MAX_VALUE, ENDLESS);
    }

    /** Every request of these kinds. */
    public static Requests of(RequestKind... kinds) {
        return new Requests(Set.copyOf(List.of(kinds)), Integer.MAX_VALUE, ENDLESS);
    }

    /** Only so many of them. */
    public Requests first(int newLimit) {
        return new Requests(kinds, newLimit, span);
    }

    /** Only those that come in this time after the injection. */
    public Requests within(Duration newSpan) {
        return new Requests(kinds, limit, newSpan);
    }
}
