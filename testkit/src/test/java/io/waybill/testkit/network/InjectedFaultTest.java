package io.waybill.testkit.network;

import static io.waybill.testkit.network.RequestKind.END_TXN;
import static io.waybill.testkit.network.RequestKind.FETCH;
import static io.waybill.testkit.network.RequestKind.PRODUCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InjectedFaultTest {
    @Test
    void onlyTheNamedKindsAreStruck() {
        InjectedFault drop = injected(new NetworkFault.DropAnswer(Requests.of(PRODUCE, END_TXN)));
        assertThat(Stream.of(PRODUCE, FETCH, END_TXN, RequestKind.OTHER).filter(drop::claims))
                .containsExactly(PRODUCE, END_TXN);
    }

    @Test
    void otherKindsDoNotCountForTheFirstOnes() {
        InjectedFault drop =
                injected(new NetworkFault.DropAnswer(Requests.of(END_TXN).first(1)));
        assertThat(Stream.of(PRODUCE, END_TXN, END_TXN).map(drop::claims)).containsExactly(false, true, false);
    }

    @Test
    void requestsAfterTheSpanAreNotStruck() {
        InjectedFault drop = injected(new NetworkFault.DropAnswer(Requests.all().within(Duration.ofNanos(1))));
        assertThat(drop.claims(PRODUCE)).isFalse();
    }

    @Test
    void everyThirdRequestIsReset() {
        InjectedFault reset = injected(new NetworkFault.ResetEveryRequests(Requests.all(), 3));
        assertThat(IntStream.rangeClosed(1, 7).filter(i -> reset.claims(PRODUCE)))
                .containsExactly(3, 6);
    }

    @Test
    void faultThatDoesNotStrikeIsNamedWhenAwaited() {
        InjectedFault hole = injected(new NetworkFault.BlackHole());
        hole.strike();
        hole.awaitStruck(1);
        assertThatThrownBy(() -> hole.awaitStruck(2, Duration.ofMillis(1)))
                .hasMessageContaining("BlackHole")
                .hasMessageContaining("1 of 2");
    }

    @Test
    void healingEndsWhatIsHeld() {
        InjectedFault hole = injected(new NetworkFault.BlackHole());
        hole.close();
        hole.heal();
        hole.awaitHealed(new CompletableFuture<>(), Duration.ofDays(1));
        assertThat(hole.isHealed()).isTrue();
    }

    @Test
    void faultOfNothingIsRefused() {
        assertThatThrownBy(Requests::of).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Requests.all().first(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Requests.all().within(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NetworkFault.Throttle(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void clusterWithoutProxiesRefusesFaults() {
        try (KafkaNetwork none = KafkaNetwork.open(List.of())) {
            assertThatThrownBy(() -> none.inject(new NetworkFault.BlackHole()))
                    .hasMessageContaining("not behind proxies");
        }
    }

    private static InjectedFault injected(NetworkFault fault) {
        return new InjectedFault(fault, healed -> {});
    }
}
