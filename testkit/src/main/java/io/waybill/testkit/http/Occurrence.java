package io.waybill.testkit.http;

import java.util.Random;
import java.util.function.LongPredicate;

/** How many of the requests that match are broken; in any case none after the fault was healed. */
public sealed interface Occurrence {
    /** A new series: told the number of each request, from 1 in order, it says whether to break it. Not thread-safe. */
    LongPredicate begin();

    static Occurrence once() {
        return new First(1);
    }

    static Occurrence untilHealed() {
        return new First(Long.MAX_VALUE);
    }

    /** The first requests, so many of them. */
    record First(long count) implements Occurrence {
        @Override
        public LongPredicate begin() {
            return number -> number <= count;
        }
    }

    /** The {@code n}-th, the {@code 2n}-th and so on. */
    record Every(long nth) implements Occurrence {
        @Override
        public LongPredicate begin() {
            return number -> number % nth == 0;
        }
    }

    /**
     * Each with this probability, from 0 to 1. The same seed chooses the same numbers; which request gets which number
     * is up to the clients.
     */
    record Share(double probability, long seed) implements Occurrence {
        @Override
        public LongPredicate begin() {
            Random random = new Random(seed);
            return number -> random.nextDouble() < probability;
        }
    }
}
