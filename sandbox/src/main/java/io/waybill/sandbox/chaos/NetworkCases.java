package io.waybill.sandbox.chaos;

import static io.waybill.testkit.network.RequestKind.ADD_PARTITIONS_TO_TXN;
import static io.waybill.testkit.network.RequestKind.END_TXN;
import static io.waybill.testkit.network.RequestKind.INIT_PRODUCER_ID;
import static io.waybill.testkit.network.RequestKind.PRODUCE;

import io.waybill.testkit.network.InjectedFault;
import io.waybill.testkit.network.NetworkFault;
import io.waybill.testkit.network.RequestKind;
import io.waybill.testkit.network.Requests;
import java.time.Duration;
import java.util.List;

/** Group C: what the network does between a loader and the brokers, and A8, which only the network can bring about. */
final class NetworkCases {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String GOES_ON = "waits or recovers, and goes on";

    static final FaultCase ANSWER_OF_THE_COMMIT_LOST = FaultCase.drawn(
            "A8",
            "SIGKILL: EndTxn sent, its answer lost",
            "the next attempt finds out which of the two it was",
            draw -> Drawn.at(draw.anyRow(), "EndTxn's answer held, then SIGKILL", scene -> {
                NetworkFault held =
                        new NetworkFault.HoldAnswer(Requests.of(END_TXN).first(1));
                killWhenStruck(scene, scene.site().kafka().network().inject(held));
            }));

    static final List<FaultCase> ALL = List.of(
            FaultCase.drawn("C23", "EndTxn delayed 1-30 s and retried", GOES_ON, draw -> {
                Duration delay = draw.between(SECOND, SECOND.multipliedBy(6));
                return Drawn.at(
                        draw.anyRow(),
                        "EndTxn delayed by " + delay.toMillis() + " ms",
                        scene -> inject(
                                scene,
                                new NetworkFault.Delay(Requests.of(END_TXN).first(1), delay),
                                delay.multipliedBy(2)));
            }),
            FaultCase.drawn(
                    "C24",
                    "Produce delayed past the abort",
                    "the late records are refused: nothing of them is ever committed",
                    draw -> Drawn.at(draw.anyRow(), "Produce held for 4 s, SIGKILL meanwhile", scene -> {
                        Duration delay = SECOND.multipliedBy(4);
                        NetworkFault late =
                                new NetworkFault.Delay(Requests.of(PRODUCE).first(1), delay);
                        killWhenStruck(scene, scene.site().kafka().network().inject(late));
                    })),
            FaultCase.drawn("C25", "answers dropped after the broker processed the request", GOES_ON, draw -> {
                RequestKind kind = draw.oneOf(List.of(PRODUCE, END_TXN, INIT_PRODUCER_ID, ADD_PARTITIONS_TO_TXN));
                int times = 1 + draw.random().nextInt(3);
                return Drawn.at(draw.anyRow(), times + " answer(s) to " + kind + " dropped", scene -> {
                    inject(scene, new NetworkFault.DropAnswer(Requests.of(kind).first(times)), SECOND.multipliedBy(10));
                    if (kind == INIT_PRODUCER_ID) {
                        scene.kill(); // only a start sends one
                    }
                });
            }),
            FaultCase.drawn("C26", "black hole to the leader, the coordinator or all brokers", GOES_ON, draw -> {
                Duration time = draw.between(SECOND, SECOND.multipliedBy(8));
                String to = draw.oneOf(List.of("the leader", "the coordinator", "all brokers"));
                return Drawn.at(
                        draw.anyRow(),
                        "black hole to " + to + " for " + time.toMillis() + " ms",
                        scene -> blackHole(scene, to, time));
            }),
            FaultCase.drawn("C27", "reset storm", GOES_ON, draw -> {
                int every = 2 + draw.random().nextInt(8);
                return Drawn.at(
                        draw.anyRow(),
                        "every " + every + "th request reset for 3 s",
                        scene -> inject(
                                scene,
                                new NetworkFault.ResetEveryRequests(Requests.all(), every),
                                SECOND.multipliedBy(3)));
            }),
            FaultCase.drawn(
                    "C28",
                    "1 Mbit/s",
                    "slower, not wrong",
                    draw -> Drawn.at(
                            draw.anyRow(),
                            "1 Mbit/s for 4 s",
                            scene -> inject(scene, new NetworkFault.Throttle(125_000), SECOND.multipliedBy(4)))),
            FaultCase.tested(
                    "C29",
                    "name resolution fails",
                    "ends with 75",
                    "BrokerFaultIT.aServerNameWithoutAddressIsUnreachable"),
            FaultCase.tested(
                    "C30", "re-authentication expires", "goes on", "AccessControlIT.sessionsThatEndMidLoadAreRenewed"));

    private NetworkCases() {}

    private static void inject(Scene scene, NetworkFault fault, Duration time) {
        scene.later(time, scene.site().kafka().network().inject(fault)::heal);
    }

    /** The loader goes on until it meets the fault; the fault outlives it for a while, so that what is late comes late. */
    private static void killWhenStruck(Scene scene, InjectedFault fault) {
        scene.later(SECOND.multipliedBy(6), fault::heal);
        scene.killWhen(() -> fault.struck() > 0);
    }

    private static void blackHole(Scene scene, String to, Duration time) {
        NetworkFault fault = new NetworkFault.BlackHole();
        InjectedFault injected =
                switch (to) {
                    case "the leader" -> scene.site().kafka().network().inject(scene.leader(), fault);
                    case "the coordinator" -> scene.site().kafka().network().inject(scene.coordinator(), fault);
                    default -> scene.site().kafka().network().inject(fault);
                };
        scene.later(time, injected::heal);
    }
}
