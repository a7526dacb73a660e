package io.waybill.sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.CrashPoint;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final long ROWS = 100_000;
    private static final List<FaultCase> CASES = FaultGroup.allDrawn().toList();

    @Test
    void theSameSeedDrawsTheSameRuns() {
        assertThat(texts(7)).isEqualTo(texts(7)).isNotEqualTo(texts(8));
    }

    @Test
    void aRunIsTheSameWhicheverRunsComeBeforeIt() {
        assertThat(Plan.draw(7, 40, ROWS, CASES)).hasToString(texts(7).get(39));
    }

    @Test
    void enoughRunsDrawEveryCase() {
        Set<String> drawn = LongStream.rangeClosed(1, 200)
                .boxed()
                .flatMap(run -> Plan.draw(1, run, ROWS, CASES).faults().stream())
                .map(fault -> fault.of().id())
                .collect(Collectors.toSet());

        assertThat(drawn)
                .containsExactlyInAnyOrderElementsOf(
                        CASES.stream().map(FaultCase::id).toList());
    }

    @Test
    void aRunHasOneToThreeFaultsEachOfAnotherCase() {
        assertThat(LongStream.rangeClosed(1, 200).mapToObj(run -> Plan.draw(3, run, ROWS, CASES)))
                .allSatisfy(plan -> assertThat(
                                plan.faults().stream().map(fault -> fault.of().id()))
                        .hasSizeBetween(1, 3)
                        .doesNotHaveDuplicates());
    }

    @Test
    void whatStrikesAtTheEndComesLast() {
        List<FaultCase> chosen = CASES.stream()
                .filter(one -> Set.of("A13", "A5", "A12").contains(one.id()))
                .toList();

        Plan plan = Plan.of(new SplittableRandom(1), 1, ROWS, chosen);

        assertThat(plan.faults().stream().map(fault -> fault.of().id())).containsExactly("A5", "A12", "A13");
    }

    @Test
    void faultsInTheMiddleOfALoadAreReachedBeforeItsEnd() {
        for (long run = 1; run <= 500; run++) {
            Plan plan = Plan.draw(11, run, ROWS, CASES);
            long rows = plan.faults().stream()
                    .flatMap(fault -> fault.drawn().steps().stream())
                    .map(Step::hold)
                    .mapToLong(hold -> rowsUntil(hold, plan))
                    .sum();
            assertThat(rows).as(plan.toString()).isLessThan(ROWS);
        }
    }

    private static long rowsUntil(Hold hold, Plan plan) {
        CrashPoint point = hold.point();
        return point == CrashPoint.ROW_SENT
                ? hold.nth()
                : point.compareTo(CrashPoint.ROW_SENT) > 0 && point.compareTo(CrashPoint.MIRRORED) < 0
                        ? hold.nth() * plan.rowsPerTransaction()
                        : 0;
    }

    private static List<String> texts(long seed) {
        return LongStream.rangeClosed(1, 50)
                .mapToObj(run -> Plan.draw(seed, run, ROWS, CASES).toString())
                .toList();
    }
}
