package io.waybill.sandbox.chaos;

import io.waybill.CrashPoint;
import io.waybill.testkit.http.DynamoDbAnswers;
import io.waybill.testkit.http.HttpFault;
import io.waybill.testkit.http.Occurrence;
import io.waybill.testkit.http.RequestMatch;
import java.time.Duration;
import java.util.List;

/** Group F: what DynamoDB does. */
final class DynamoDbCases {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String CAUGHT_UP = "the load goes on, and the mirror is caught up";

    static final List<FaultCase> ALL = List.of(
            FaultCase.drawn("F67", "down at the start, in the middle, or at the end", CAUGHT_UP, draw -> {
                Duration time = draw.between(SECOND, SECOND.multipliedBy(5));
                boolean atStart = draw.random().nextBoolean();
                return Drawn.at(
                        draw.anyTransaction(CrashPoint.COMMITTED),
                        "DynamoDB down for " + time.toMillis() + " ms" + (atStart ? ", and SIGKILL" : ""),
                        scene -> {
                            scene.site().dynamoDb().goDown();
                            scene.later(time, scene.site().dynamoDb()::comeBack);
                            if (atStart) {
                                scene.kill();
                            }
                        });
            }),
            FaultCase.drawn("F68", "throttled", CAUGHT_UP, draw -> {
                Duration time = draw.between(SECOND, SECOND.multipliedBy(5));
                return Drawn.at(
                        draw.anyTransaction(CrashPoint.COMMITTED),
                        "every request throttled for " + time.toMillis() + " ms",
                        scene -> scene.later(
                                time,
                                scene.site()
                                        .dynamoDb()
                                        .inject(
                                                DynamoDbAnswers.throughputExceeded(),
                                                RequestMatch.any(),
                                                Occurrence.untilHealed())::close));
            }),
            FaultCase.drawn(
                    "F69",
                    "a conditional write that succeeded, and whose answer was lost",
                    "taken for what it is: done",
                    draw -> Drawn.at(
                            draw.anyTransaction(CrashPoint.COMMITTED),
                            "the answers to two writes lost",
                            scene -> scene.later(
                                    SECOND.multipliedBy(8),
                                    scene.site()
                                            .dynamoDb()
                                            .inject(
                                                    new HttpFault.LostAnswer(),
                                                    RequestMatch.operation("UpdateItem"),
                                                    new Occurrence.First(2))::close))),
            FaultCase.tested("F70", "a stale read", "decides nothing", "MirrorFaultIT.aStaleReadDecidesNothing"),
            FaultCase.tested(
                    "F71",
                    "the item is deleted",
                    "put back by its owner; the next load outranks the tokens of before",
                    "MirrorFaultIT.anItemDeletedMidLoadIsPutBackByItsOwner",
                    "MirrorFaultIT.anItemDeletedBetweenTwoLoadsLeavesTheLeaseToTheNextOne"),
            FaultCase.tested(
                    "F72",
                    "the mirror is ahead of Kafka",
                    "stops with 8",
                    "JobRefusalIT.aMirrorThatKnowsMoreThanKafkaStopsTheJob",
                    "MirrorIT.aMirrorAheadOfKafkaMeansThatKafkaLostCheckpoints"),
            FaultCase.tested(
                    "F73",
                    "the clock of the host is off by an hour",
                    "nothing changes: no absolute time decides",
                    "ProductRulesTest.onlyTheStampOfACheckpointAsksForTheTimeOfDay",
                    "ProductRulesTest.noTimeOfDayIsCompared"));

    private DynamoDbCases() {}
}
