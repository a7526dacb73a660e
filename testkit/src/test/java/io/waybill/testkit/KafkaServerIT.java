package io.waybill.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaServerIT {
    private final Path folder;

    KafkaServerIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void acknowledgedRecordSurvivesAKill() {
        try (KafkaServer kafka = KafkaServer.start(folder);
                PlainClient client = new PlainClient(kafka)) {
            client.createTopic("t", 1);
            client.send("t", "before");
            kafka.kill();
            kafka.restart();
            client.send("t", "after");
            assertThat(client.readAll("t", 2)).containsExactly("before", "after");
        }
    }

    @Test
    void threeBrokersServeWhileOneIsKilledAndItRejoins() {
        try (KafkaServer kafka = KafkaServer.start(3, folder);
                PlainClient client = new PlainClient(kafka)) {
            client.createTopic("t", 3);
            client.send("t", "all");
            kafka.broker(2).kill();
            client.send("t", "without 2");
            assertThat(client.readAll("t", 2)).containsExactly("all", "without 2");
            kafka.broker(2).restart();
            await().atMost(Duration.ofSeconds(30)).until(() -> client.inSyncReplicas("t") == 3);
        }
    }

    @Test
    void pausedBrokerAnswersAgainWhenResumed() {
        try (KafkaServer kafka = KafkaServer.start(folder);
                PlainClient client = new PlainClient(kafka)) {
            String id = client.clusterId();
            kafka.broker(1).pause();
            assertThatThrownBy(() -> client.clusterIdWithin(Duration.ofSeconds(1)))
                    .hasRootCauseInstanceOf(TimeoutException.class);
            kafka.broker(1).resume();
            assertThat(client.clusterId()).isEqualTo(id);
        }
    }

    @Test
    void secondStartOnAFolderContinuesTheClusterAndLeavesATakenPort() throws IOException {
        KafkaServer first = KafkaServer.start(folder);
        String clusterId;
        try (first;
                PlainClient client = new PlainClient(first)) {
            client.createTopic("t", 1);
            client.send("t", "kept");
            clusterId = client.clusterId();
        }
        assertContinues(clusterId, first.bootstrapServers(), true);
        try (ServerSocket taken = new ServerSocket()) {
            String port = first.bootstrapServers().replaceFirst(".*:", "");
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port)));
            assertContinues(clusterId, first.bootstrapServers(), false);
        }
    }

    @Test
    void stockToolRunsAgainstTheBroker() {
        try (KafkaServer kafka = KafkaServer.start(folder);
                PlainClient client = new PlainClient(kafka)) {
            client.createTopic("t", 1);
            client.send("t", "one");
            ToolRun offsets = kafka.runTool(
                    "org.apache.kafka.tools.GetOffsetShell", "--bootstrap-server", kafka.bootstrapServers());
            assertThat(offsets.exitCode()).as(offsets.errors()).isZero();
            assertThat(offsets.output()).contains("t:0:1");
        }
    }

    @Test
    void folderOfAnotherNumberOfBrokersIsRefused() {
        KafkaServer.start(folder).close();
        assertThatThrownBy(() -> KafkaServer.start(3, folder)).hasMessageContaining("cluster of 1 brokers, not 3");
    }

    private void assertContinues(String clusterId, String address, boolean sameAddress) {
        try (KafkaServer kafka = KafkaServer.start(folder);
                PlainClient client = new PlainClient(kafka)) {
            assertThat(kafka.bootstrapServers().equals(address)).isEqualTo(sameAddress);
            assertThat(client.clusterId()).isEqualTo(clusterId);
            assertThat(client.readAll("t", 1)).containsExactly("kept");
        }
    }
}
