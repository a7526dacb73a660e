package io.waybill.sandbox.chaos;

import java.time.Duration;
import java.util.List;
import java.util.function.ToIntFunction;

/** Group D: what happens to the brokers. */
final class BrokerCases {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String GOES_ON = "waits or recovers, and goes on";

    static final List<FaultCase> ALL = List.of(
            killed("D31", "the leader", Scene::leader),
            killed("D32", "the transaction coordinator", Scene::coordinator),
            killed("D33", "the controller", Scene::controller),
            FaultCase.drawn(
                    "D34",
                    "rolling restart",
                    GOES_ON,
                    draw -> Drawn.at(
                            draw.anyRow(),
                            "each broker restarted in turn",
                            scene -> scene.later(
                                    Duration.ZERO,
                                    () -> scene.site().brokerIds().forEach(scene.site()::restartBroker)))),
            FaultCase.drawn("D35", "all brokers down", GOES_ON, draw -> {
                Duration time = draw.between(SECOND, SECOND.multipliedBy(5));
                return Drawn.at(draw.anyRow(), "all brokers killed for " + time.toMillis() + " ms", scene -> {
                    killFor(scene, scene.site().brokerIds(), time);
                });
            }),
            FaultCase.drawn("D36", "the replicas in sync fall below the minimum", GOES_ON, draw -> {
                Duration time = draw.between(SECOND, SECOND.multipliedBy(5));
                return Drawn.at(
                        draw.anyRow(),
                        "all but the leader killed for " + time.toMillis() + " ms",
                        scene -> belowMinimum(scene, time));
            }),
            FaultCase.drawn(
                    "D37",
                    "the leader moves",
                    GOES_ON,
                    draw -> Drawn.at(draw.anyRow(), "another replica elected", Scene::moveLeader)),
            FaultCase.tested(
                    "D38",
                    "disk full",
                    "waited for until there is space again",
                    "DiskFullIT.aBrokerWhoseDiskIsFullIsWaitedForUntilThereIsSpaceAgain"),
            FaultCase.tested(
                    "D39", "quota throttling", "slower, not wrong", "BrokerFaultIT.quotasSlowTheJobDownAndLoseNothing"),
            FaultCase.tested(
                    "D40",
                    "an unclean election truncates the destination",
                    "stops and names what is missing",
                    "UncleanElectionIT.rowsLostAfterACrashAreNoticedByTheNextStart",
                    "UncleanElectionIT.rowsLostAfterTheEndAreNamedByTheVerification",
                    "UncleanElectionIT.rowsLostUnderARunningJobStopIt"),
            FaultCase.tested(
                    "D41",
                    "an unclean election truncates the checkpoint topic",
                    "stops: the mirror or the topic knows more",
                    "UncleanElectionIT.lostCheckpointsAreNoticedByTheMirror",
                    "UncleanElectionIT.lostCheckpointsAreNoticedByTheRowsAfterTheLastOne"),
            FaultCase.tested(
                    "D42",
                    "topic deleted and recreated, in the middle of a transaction and between two",
                    "stops with 8; nothing is added to the new topic",
                    "JobRefusalIT.aTopicRecreatedMidLoadStopsTheJob",
                    "TransactionalSinkIT.aTopicRecreatedBetweenTwoTransactionsIsNoticedAndNothingIsAddedToIt"),
            FaultCase.tested(
                    "D43",
                    "records deleted or expired during the load",
                    "stops with 8, or the verification names the rows",
                    "JobRefusalIT.deletedRecordsStopTheJob",
                    "JobRefusalIT.recordsDeletedBeforeTheVerificationAreNamed"),
            FaultCase.tested(
                    "D44",
                    "a foreign producer, committed and with an open transaction",
                    "noticed and named",
                    "JobRefusalIT.aForeignRecordAfterTheCheckpointStopsTheJob",
                    "TransactionalSinkIT.anotherWriterBetweenTheRowsOfATransactionIsNoticed",
                    "JobRefusalIT.aForeignOpenTransactionIsWaitedForAndNamed"),
            FaultCase.tested(
                    "D45",
                    "a hanging transaction in the checkpoint partition",
                    "waited for, and named at the deadline",
                    "CheckpointTopicIT.anotherJobsOpenTransactionBeforeOursIsWaitedForAndNamed",
                    "CheckpointTopicIT.anotherJobsOpenTransactionAfterOursIsWaitedForAndNamed"),
            FaultCase.tested(
                    "D46",
                    "an ACL is revoked",
                    "stops with 4; goes on when it is granted again",
                    "AccessControlIT.aRightRevokedMidLoadStopsTheJobAndTheNextRunGoesOn",
                    "AccessControlIT.aMissingRightIsNamedBeforeARowIsSent",
                    "AccessControlIT.theseRightsSuffice"),
            FaultCase.tested(
                    "D47",
                    "the brokers allow a shorter transaction timeout than ours",
                    "theirs is taken",
                    "TransactionLimitsIT.aBrokersShorterMaximumIsTheTransactionTimeout",
                    "AccessControlIT.aTransactionTimeoutThatTheBrokerRefusesIsNamedWhereItsMaximumMayNotBeRead"),
            FaultCase.tested(
                    "D48",
                    "transaction version 1 and 2",
                    "both work; version 1 is warned of",
                    "TransactionLimitsIT.theOldTransactionProtocolIsWarnedOfAndLosesNothing",
                    "TransactionLimitsIT.theTransactionProtocolMayBeRaisedMidLoad"),
            FaultCase.tested(
                    "D49",
                    "max.message.bytes smaller than a row",
                    "the row is named before anything of it is sent",
                    "TransactionalSinkIT.aRecordTooLargeForTheTopicIsABadRowBeforeItIsSent"),
            FaultCase.tested("D50", "compacted destination", "refused", "JobRefusalIT.aCompactedTopicIsRefused"),
            FaultCase.tested(
                    "D51",
                    "checkpoint topic with many foreign records",
                    "the start stays short",
                    "BrokerFaultIT.aStartReadsFewCheckpointsHoweverManyOtherJobsThereWere",
                    "CheckpointTopicIT.theNewestOfSeveralIsFoundBehindThousandsOfOtherJobs"),
            FaultCase.notHere(
                    "D52",
                    "more than 32,767 transactions on one id",
                    "goes on: the producer id rotates unnoticed",
                    "takes minutes: a run of 33,500 transactions is recorded in proofs.md"),
            FaultCase.tested(
                    "D53",
                    "the transactional id expired between two attempts",
                    "goes on",
                    "TransactionLimitsIT.anIdThatExpiredBetweenTwoAttemptsLosesNothing",
                    "TransactionLimitsIT.anIdThatExpiredBetweenTwoTransactionsIsRecoveredByTheSameProcess"));

    private BrokerCases() {}

    private static FaultCase killed(String id, String which, ToIntFunction<Scene> broker) {
        return FaultCase.drawn(id, "SIGKILL to " + which, GOES_ON, draw -> {
            Duration time = draw.between(SECOND, SECOND.multipliedBy(8));
            return Drawn.at(
                    draw.anyRow(),
                    which + " killed for " + time.toMillis() + " ms",
                    scene -> killFor(scene, List.of(broker.applyAsInt(scene)), time));
        });
    }

    private static void belowMinimum(Scene scene, Duration time) {
        int leader = scene.leader();
        killFor(
                scene,
                scene.site().brokerIds().stream().filter(id -> id != leader).toList(),
                time);
    }

    private static void killFor(Scene scene, List<Integer> brokers, Duration time) {
        scene.site().killBrokers(brokers);
        scene.later(time, () -> scene.site().startBrokers(brokers));
    }
}
