package io.waybill.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
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
    void proxyKeepsItsPortWhileItsBrokerIsDownAndServesItAgain() throws IOException {
        try (KafkaServer kafka = KafkaServer.startBehindProxies(1, folder, Map.of());
                PlainClient client = new PlainClient(kafka)) {
            client.createTopic("t", 1);
            client.send("t", "before");
            kafka.kill();
            assertClosedByTheProxy(kafka.bootstrapServers());
            kafka.restart();
            client.send("t", "after");
            assertThat(client.readAll("t", 2)).containsExactly("before", "after");
        }
        await().atMost(Duration.ofSeconds(10)).until(KafkaBehindProxiesIT::noProxyThreadLives);
    }

    private static void assertClosedByTheProxy(String address) throws IOException {
        int port = Integer.parseInt(address.replaceFirst(".*:", ""));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(30_000);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    private static boolean noProxyThreadLives() {
        return Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("kafka-proxy-"));
    }
}
