package io.waybill.testkit.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.testkit.KafkaServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client's socket sees. */
class LineFaultIT {
    private static final Duration MOMENT = Duration.ofMillis(300);

    @TempDir
    private static Path folder;

    private static KafkaServer kafka;

    @BeforeAll
    static void start() {
        kafka = KafkaServer.startBehindProxies(1, folder, Map.of());
    }

    @AfterAll
    static void stop() {
        // nobody needs its data: no orderly end
        kafka.kill();
        kafka.close();
    }

    @Test
    void resetReachesTheClientAsAReset() throws IOException {
        try (RawClient client = answered()) {
            InjectedFault reset = kafka.network().inject(new NetworkFault.ResetNow());
            reset.awaitStruck(1);
            assertThatThrownBy(client::answer)
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
        answered().close();
    }

    @Test
    void everySecondRequestResetsItsConnection() throws IOException {
        try (InjectedFault reset = kafka.network().inject(new NetworkFault.ResetEveryRequests(Requests.all(), 2));
                RawClient client = answered()) {
            client.send(2);
            assertThatThrownBy(client::answer)
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
            reset.awaitStruck(1);
        }
    }

    @Test
    void connectionIsCutWhenItsBytesAreUsedUp() throws IOException {
        try (RawClient client = answered();
                InjectedFault reset = kafka.network().inject(new NetworkFault.ResetEveryBytes(100))) {
            client.send(2);
            assertThatThrownBy(client::answer).isInstanceOf(SocketException.class);
            reset.awaitStruck(1);
        }
    }

    @Test
    void nobodyListensWhileRefused() throws IOException {
        try (RawClient open = answered()) {
            try (InjectedFault refuse = kafka.network().inject(new NetworkFault.Refuse())) {
                assertThat(refuse.struck()).isEqualTo(1);
                assertThatThrownBy(LineFaultIT::answered).isInstanceOf(ConnectException.class);
                open.send(2);
                assertThat(open.answer()).isEqualTo(2);
            }
            answered().close();
        }
    }

    @Test
    void whatABlackHoleHeldArrivesWhenItHeals() throws IOException {
        try (RawClient open = answered();
                InjectedFault hole = kafka.network().inject(new NetworkFault.BlackHole());
                RawClient accepted = new RawClient(kafka.bootstrapServers())) {
            assertHangs(open);
            assertHangs(accepted);
            hole.heal();
            assertThat(open.answer()).isEqualTo(2);
            assertThat(accepted.answer()).isEqualTo(2);
        }
    }

    @Test
    void heldAnswerAndAllBehindItArriveWhenHealed() throws IOException {
        try (RawClient client = answered();
                InjectedFault hold = kafka.network()
                        .inject(new NetworkFault.HoldAnswer(Requests.all().first(1)))) {
            assertHangs(client);
            client.send(3);
            assertThatThrownBy(client::answer).isInstanceOf(SocketTimeoutException.class);
            hold.awaitStruck(1);
            hold.heal();
            assertThat(client.answer()).isEqualTo(2);
            assertThat(client.answer()).isEqualTo(3);
        }
    }

    @Test
    void delaysAddUp() throws IOException {
        Requests two = Requests.of(RequestKind.API_VERSIONS).first(1);
        try (RawClient client = answered();
                InjectedFault first = kafka.network().inject(new NetworkFault.Delay(two, Duration.ofDays(1)));
                InjectedFault second = kafka.network().inject(new NetworkFault.Delay(two, Duration.ofDays(1)))) {
            assertHangs(client);
            first.heal();
            second.awaitStruck(1);
            assertThatThrownBy(client::answer).isInstanceOf(SocketTimeoutException.class);
            second.heal();
            assertThat(client.answer()).isEqualTo(2);
        }
    }

    @Test
    void delayEndsByItself() throws IOException {
        Requests one = Requests.all().first(1);
        try (RawClient client = answered();
                InjectedFault delay = kafka.network().inject(new NetworkFault.Delay(one, MOMENT))) {
            long begin = System.nanoTime();
            client.send(2);
            assertThat(client.answer()).isEqualTo(2);
            assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(MOMENT.toNanos());
            assertThat(delay.struck()).isEqualTo(1);
        }
    }

    @Test
    void droppedAnswerIsAReset() throws IOException {
        try (RawClient client = answered();
                InjectedFault drop = kafka.network()
                        .inject(new NetworkFault.DropAnswer(Requests.all().first(1)))) {
            client.send(2);
            assertThatThrownBy(client::answer)
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
            drop.awaitStruck(1);
        }
    }

    @Test
    void faultOfAnUnknownBrokerIsRefused() {
        assertThatThrownBy(() -> kafka.network().inject(2, new NetworkFault.BlackHole()))
                .hasMessageContaining("no proxy of broker 2");
    }

    private static RawClient answered() throws IOException {
        RawClient client = new RawClient(kafka.bootstrapServers());
        client.send(1);
        assertThat(client.answer()).isEqualTo(1);
        return client;
    }

    private static void assertHangs(RawClient client) throws IOException {
        client.answerWithin(MOMENT);
        client.send(2);
        assertThatThrownBy(client::answer).isInstanceOf(SocketTimeoutException.class);
    }
}
