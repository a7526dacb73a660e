package io.waybill.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waybill.testkit.network.InjectedFault;
import io.waybill.testkit.network.NetworkFault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBehindProxiesIT {
    private final Path folder;

    KafkaBehindProxiesIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void killedBrokerComesBackBehindItsProxy() {
        try (KafkaServer kafka = KafkaServer.startBehindProxies(1, folder, Map.of());
                PlainClient client = new PlainClient(kafka)) {
            client.createTopic("t", 1);
            client.send("t", "before");
            kafka.kill();
            kafka.restart();
            client.send("t", "after");
            assertThat(client.readAll("t", 2)).containsExactly("before", "after");
            try (InjectedFault refuse = kafka.network().inject(new NetworkFault.Refuse())) {
                refuse.awaitStruck(1);
            }
        }
        await().atMost(Duration.ofSeconds(10)).until(KafkaBehindProxiesIT::noProxyThreadLives);
    }

    private static boolean noProxyThreadLives() {
        return Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("kafka-proxy-"));
    }
}
