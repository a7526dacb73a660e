package io.waybill.sandbox.chaos;

import static io.waybill.sandbox.chaos.Draw.first;

import io.waybill.CrashPoint;
import io.waybill.sandbox.chaos.FaultCase.Drawing;
import java.util.List;
import java.util.function.Function;

/** Group A: SIGKILL at a named point. */
final class CrashPointCases {
    private static final String SURVIVES = "the next attempt goes on from the last checkpoint";

    static final List<FaultCase> ALL = List.of(
            atStart("A1", "before init", CrashPoint.BEFORE_INIT),
            atStart("A2", "after init, before the checkpoint is read", CrashPoint.AFTER_INIT),
            atStart("A3", "after the checkpoint is read", CrashPoint.CHECKPOINT_READ),
            kill("A4", "first row of a transaction sent", Draw::firstRowOfATransaction),
            kill("A5", "in the middle of a transaction", Draw::anyRow),
            kill("A6", "all rows sent, checkpoint not", draw -> draw.anyTransaction(CrashPoint.ROWS_ACKNOWLEDGED)),
            kill(
                    "A7",
                    "checkpoint sent, before the commit",
                    draw -> draw.anyTransaction(CrashPoint.CHECKPOINT_ACKNOWLEDGED)),
            NetworkCases.ANSWER_OF_THE_COMMIT_LOST,
            kill("A9", "commit returned, before the mirror", draw -> draw.anyTransaction(CrashPoint.COMMITTED)),
            kill("A10", "after the mirror", draw -> first(CrashPoint.MIRRORED)),
            kill("A11", "last rows sent, FINISHED not committed", draw -> first(CrashPoint.END_OF_ROWS)),
            kill("A12", "after FINISHED, before the receipt", draw -> first(CrashPoint.FINISHED)),
            kill("A13", "while verifying", draw -> first(CrashPoint.VERIFYING)),
            FaultCase.drawn("A14", "SIGKILL while a SIGTERM is obeyed", SURVIVES, CrashPointCases::whileStopping),
            FaultCase.drawn("A15", "SIGKILL twice in a row during recovery", SURVIVES, CrashPointCases::twice),
            atStart("A16", "lease taken, before anything else", CrashPoint.LEASE_TAKEN),
            FaultCase.tested(
                    "A16b",
                    "EndTxn overtakes the checkpoint record inside the client",
                    "never happens: a second flush comes between",
                    "CommitRaceIT.aCommitNeverOvertakesItsCheckpoint",
                    "CommitRaceIT.withoutTheSecondFlushRowsAreCommittedWithoutTheirCheckpoint",
                    "ProtocolMutationTest.withoutTheSecondFlushTheCommitOvertakesTheCheckpoint"));

    private CrashPointCases() {}

    private static FaultCase kill(String id, String when, Function<Draw, Hold> hold) {
        Drawing drawing = draw -> Drawn.at(hold.apply(draw), "SIGKILL", Scene::kill);
        return FaultCase.drawn(id, "SIGKILL: " + when, SURVIVES, drawing);
    }

    /** The point is passed at each start; so the first kill is for a start after which there is something to recover. */
    private static FaultCase atStart(String id, String when, CrashPoint point) {
        Drawing drawing = draw -> {
            Hold before = draw.anyRow();
            return new Drawn(
                    "SIGKILL at " + before + " and again at " + point,
                    List.of(new Step(before, Scene::kill), new Step(first(point), Scene::kill)));
        };
        return FaultCase.drawn(id, "SIGKILL: " + when, SURVIVES, drawing);
    }

    private static Drawn whileStopping(Draw draw) {
        Hold before = draw.anyRow();
        return new Drawn(
                "SIGTERM at " + before + ", SIGKILL while it is obeyed",
                List.of(
                        new Step(before, scene -> scene.signal("TERM")),
                        new Step(first(CrashPoint.STOPPING), Scene::kill)));
    }

    private static Drawn twice(Draw draw) {
        Hold before = draw.anyRow();
        Step again = new Step(first(CrashPoint.CHECKPOINT_READ), Scene::kill);
        return new Drawn(
                "SIGKILL at " + before + ", then twice at " + again.hold(),
                List.of(new Step(before, Scene::kill), again, again));
    }
}
