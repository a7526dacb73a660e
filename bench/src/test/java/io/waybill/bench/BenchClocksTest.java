package io.waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What each contestant's output says about its time. */
class BenchClocksTest {
    private static final Usage USAGE = new Usage(8, 3, 1);

    private long nanos;

    private void lines(Clock clock, long nanosBetween, String... lines) {
        for (String line : lines) {
            clock.line(line.replace('\'', '"'));
            nanos += nanosBetween;
        }
    }

    @Test
    void aLoadRunsFromItsResumptionToItsLastCommit() {
        LoadClock clock = new LoadClock(() -> nanos);

        lines(
                clock,
                1_000_000_000,
                "{'type':'warning','message':'one broker'}",
                "{'type':'resumed','rows':0}",
                "{'type':'committed','rows':700}",
                "{'type':'committed','rows':1000}",
                "{'type':'summary','rows':1000,'seconds':9.5}");

        assertThat(clock.timing(USAGE)).contains(new Timing(1_000, 2));
    }

    @Test
    void theLoadersOwnClockWins() {
        LoadClock clock = new LoadClock(() -> nanos);

        lines(
                clock,
                1_000_000_000,
                "{'type':'resumed','rows':0}",
                "{'type':'committed','rows':1000}",
                "{'type':'summary','rows':1000,'seconds':9.5,'load':{'seconds':0.75}}");

        assertThat(clock.timing(USAGE)).contains(new Timing(1_000, 0.75));
    }

    @Test
    void aLoadThatCommittedNothingHasNoTime() {
        LoadClock clock = new LoadClock(() -> nanos);

        lines(clock, 1, "{'type':'resumed','rows':0}", "{'type':'error','code':'BUG'}");

        assertThat(clock.timing(USAGE)).isEmpty();
    }

    @Test
    void aVerificationIsTimedFromItsFirstProgress() {
        VerifyClock clock = new VerifyClock(() -> nanos);

        lines(
                clock,
                500_000_000,
                "{'type':'verifying','rows':100,'of_rows':300}",
                "{'type':'verifying','rows':200,'of_rows':300}",
                "{'type':'summary','rows':300,'seconds':5}");

        assertThat(clock.timing(USAGE)).contains(new Timing(200, 1));
    }

    @Test
    void aShortVerificationIsTimedAsAWhole() {
        VerifyClock clock = new VerifyClock(() -> nanos);

        lines(clock, 1, "{'type':'summary','rows':300,'seconds':5}");

        assertThat(clock.timing(USAGE)).contains(new Timing(300, 5));
    }

    @Test
    void thePerfTestsLastLineIsItsResult() {
        PerfTestClock clock = new PerfTestClock();

        lines(
                clock,
                1,
                "250000 records sent, 50000.0 records/sec (4.77 MB/sec), 12.3 ms avg latency, 99.0 ms max latency.",
                "400000 records sent, 80000.0 records/sec (7.63 MB/sec), 8.45 ms avg latency, 345.00 ms max latency,"
                        + " 7 ms 50th, 13 ms 95th, 40 ms 99th, 62 ms 99.9th.");

        assertThat(clock.timing(USAGE)).contains(new Timing(400_000, 5));
    }

    @Test
    void whoPrintsNothingIsTimedByItsLife() {
        assertThat(new LifeClock(4_000).timing(USAGE)).contains(new Timing(4_000, 8));
    }
}
