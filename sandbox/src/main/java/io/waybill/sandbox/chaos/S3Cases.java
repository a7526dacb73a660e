package io.waybill.sandbox.chaos;

import io.waybill.testkit.http.BytePosition;
import io.waybill.testkit.http.HttpFault;
import io.waybill.testkit.http.HttpFault.BrokenOff.Breakage;
import io.waybill.testkit.http.Occurrence;
import io.waybill.testkit.http.RequestMatch;
import io.waybill.testkit.http.S3Answers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Group E: what S3 does. An object of a chaos run is read within a moment; so the loader is killed first, and its successor
 * meets the fault.
 */
final class S3Cases {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int SOURCE_CHANGED = 5;
    private static final String RIGHT = "every byte is read right in the end";

    static final List<FaultCase> ALL = List.of(
            FaultCase.drawn("E54", "bursts of 503", RIGHT, draw -> {
                double share = (1 + draw.random().nextInt(50)) / 100.0;
                long seed = draw.random().nextLong();
                return met(
                        draw,
                        String.format(Locale.ROOT, "503 for %.0f %% of the requests", share * 100),
                        S3Answers.slowDown(),
                        new Occurrence.Share(share, seed));
            }),
            FaultCase.drawn("E55", "the body ends too early", RIGHT, draw -> {
                long bytes = draw.random().nextLong(draw.rows());
                return met(
                        draw,
                        "a body closed after " + bytes + " bytes",
                        new HttpFault.BrokenOff(BytePosition.ofBody(bytes), Breakage.CLOSED),
                        new Occurrence.First(2));
            }),
            FaultCase.drawn("E56", "the connection is reset in the middle of the body", RIGHT, draw -> {
                long bytes = draw.random().nextLong(draw.rows());
                return met(
                        draw,
                        "a body reset after " + bytes + " bytes",
                        new HttpFault.BrokenOff(BytePosition.ofBody(bytes), Breakage.RESET),
                        new Occurrence.First(2));
            }),
            FaultCase.tested(
                    "E57",
                    "the body stalls",
                    "read on at the next byte",
                    "SourceFaultIT.aStallACutAResetAndRefusalsCostTimeAndNoRow",
                    "S3FaultsIT.bodyThatIsResetOrStallsIsContinued",
                    "S3FaultsIT.answerThatNeverBeginsIsAskedForAgain"),
            FaultCase.tested(
                    "E58",
                    "the object is overwritten while it is read",
                    "stops with 5; a committed prefix stays",
                    "ExitCodeIT.anObjectReplacedWhileItIsReadStopsAndLeavesACommittedPrefix",
                    "CrashIT.anObjectReplacedBetweenCrashAndResumeIsNeverMixedIn",
                    "BrokenAnswersIT.preconditionFailedIsAChange"),
            FaultCase.tested(
                    "E59",
                    "key or version deleted while it is read",
                    "stops with 5",
                    "SourceFaultIT.aKeyDeletedMidLoadStopsItUntilTheSameObjectIsBack",
                    "SourceFaultIT.anAnswerThatIsNotThePartStopsTheLoadAndTheNextOneGoesOn"),
            FaultCase.tested(
                    "E60",
                    "extra bytes in the body",
                    "stops with 5; the next run goes on",
                    "SourceFaultIT.anAnswerThatIsNotThePartStopsTheLoadAndTheNextOneGoesOn",
                    "BrokenAnswersIT.moreBytesThanTheRangeAreRefused"),
            FaultCase.tested(
                    "E61",
                    "a flipped bit",
                    "the checksum catches it: FAILED, exit 5, the last transaction aborted",
                    "SourceFaultIT.aFlippedBitFailsTheJobForGoodAndItsLastTransactionIsAborted",
                    "JobBadDataIT.bytesThatAreNotTheStoredOnesFailTheJobForGood"),
            FaultCase.drawn(
                    "E62",
                    "a wrong Content-Range",
                    "stops with 5; the next attempt goes on",
                    draw -> Drawn.at(
                            draw.anyRow(), "SIGKILL; the next attempt meets one wrong Content-Range", scene -> {
                                scene.forgive(SOURCE_CHANGED);
                                meet(
                                        scene,
                                        new HttpFault.HeadersChanged("", Map.of("Content-Range", "bytes 7-9/10")),
                                        Occurrence.once());
                            })),
            FaultCase.tested(
                    "E63",
                    "200 for a range",
                    "stops with 5; the next run goes on",
                    "SourceFaultIT.anAnswerThatIsNotThePartStopsTheLoadAndTheNextOneGoesOn",
                    "BrokenAnswersIT.wholeObjectInsteadOfARangeIsRefused"),
            FaultCase.tested(
                    "E64",
                    "expired credentials",
                    "stops with 4 and says to renew them; the next run goes on",
                    "SourceFaultIT.credentialsThatExpireMidLoadStopItAndRenewedOnesGoOn",
                    "BrokenAnswersIT.credentialsThatExpiredBeforeTheStartAreExplained"),
            FaultCase.drawn("E65", "one slow range", RIGHT + ", in order", draw -> {
                Duration delay = draw.between(SECOND, SECOND.multipliedBy(4));
                return met(
                        draw,
                        "a range that comes " + delay.toMillis() + " ms late",
                        new HttpFault.Delayed(delay),
                        Occurrence.once());
            }),
            FaultCase.tested(
                    "E66",
                    "stored checksum absent, composite, wrong",
                    "absent and composite prove nothing and are passed over; a wrong one fails the job",
                    "SourceFaultIT.anAbsentChecksumIsNoneAndAWrongOneIsNeverFinished",
                    "SourceFaultIT.withoutAComparableChecksumTheVerificationFindsTheFlippedBit",
                    "StoredChecksumIT.compositeOneIsNoneBecauseItProvesNothing"));

    private S3Cases() {}

    private static Drawn met(Draw draw, String what, HttpFault fault, Occurrence occurrence) {
        return Drawn.at(
                draw.anyRow(), "SIGKILL; the next attempt meets " + what, scene -> meet(scene, fault, occurrence));
    }

    private static void meet(Scene scene, HttpFault fault, Occurrence occurrence) {
        scene.later(
                SECOND.multipliedBy(8), scene.site().s3().inject(fault, RequestMatch.rangedGet(), occurrence)::close);
        scene.kill();
    }
}
