package io.waybill.sandbox.chaos;

import java.time.Duration;
import java.util.List;

/** Group G: what the machine does to a loader. */
final class HostCases {
    private static final int TERMINATED = 143;
    private static final int OUT_OF_MEMORY = 3;

    static final List<FaultCase> ALL = List.of(
            FaultCase.drawn(
                    "G74",
                    "SIGTERM, and time to obey",
                    "commits what is framed, exits with 143, and the next attempt goes on there",
                    draw -> Drawn.at(draw.anyRow(), "SIGTERM", scene -> {
                        scene.signal("TERM");
                        scene.forgive(TERMINATED);
                    })),
            FaultCase.drawn(
                    "G75",
                    "SIGTERM, and no time to obey",
                    "as after SIGKILL",
                    draw -> Drawn.at(draw.anyRow(), "SIGTERM and SIGKILL at once", scene -> {
                        scene.signal("TERM");
                        scene.kill();
                    })),
            FaultCase.drawn(
                    "G76",
                    "the next attempt runs out of memory",
                    "it ends with 3, and one with memory goes on",
                    draw -> Drawn.at(draw.anyRow(), "SIGKILL, then a heap of 24 MB", scene -> {
                        scene.kill();
                        scene.startNextWith(List.of("-Xmx24m", "-Xms24m"));
                        scene.forgive(OUT_OF_MEMORY);
                    })),
            FaultCase.drawn(
                    "G77",
                    "a pause of the process, longer than lease and transaction timeout",
                    "recovers by itself, or leaves the job to its successor",
                    draw -> {
                        Duration pause = draw.between(Duration.ofSeconds(1), Duration.ofSeconds(14));
                        return Drawn.at(
                                draw.anyRow(),
                                "SIGSTOP for " + pause.toMillis() + " ms",
                                scene -> scene.pauseFor(pause));
                    }),
            FaultCase.tested(
                    "G78",
                    "disk full for logs and receipt",
                    "no row is lost; what could not be written is printed by running again",
                    "HostFaultIT.aFullDiskCostsTheReceiptButNoRow",
                    "HostFaultIT.aFullDiskUnderStdoutAndStderrStopsNoRowAndIsNoSuccess",
                    "HostFaultIT.aReceiptThatCanNeverBeWrittenIsRefusedBeforeTheFirstRow"),
            FaultCase.tested(
                    "G79",
                    "the clock jumps",
                    "nothing changes: no absolute time decides",
                    "ProductRulesTest.onlyTheStampOfACheckpointAsksForTheTimeOfDay",
                    "ProductRulesTest.noTimeOfDayIsCompared"));

    private HostCases() {}
}
