package io.waybill.testkit.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - SECOND);
    private final Pace pace = new Pace(125_000, clock::get);

    @Test
    void bytesWaitForThoseBeforeThem() {
        assertThat(pace.nanosFor(125_000)).isEqualTo(SECOND);
        assertThat(pace.nanosFor(12_500)).isEqualTo(SECOND + SECOND / 10);
    }

    @Test
    void clockThatWrapsAroundChangesNothing() {
        assertThat(pace.nanosFor(250_000)).isEqualTo(2 * SECOND);
        clock.addAndGet(2 * SECOND);
        assertThat(pace.nanosFor(125_000)).isEqualTo(SECOND);
    }

    @Test
    void idleTimeIsNotSaved() {
        clock.addAndGet(60 * SECOND);
        assertThat(pace.nanosFor(125_000)).isEqualTo(SECOND);
    }
}
