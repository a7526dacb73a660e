package io.waybill.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RememberedPortsTest {
    private final Path folder;
    private final List<ServerSocket> taken = new ArrayList<>();

    RememberedPortsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void secondStartOnAFolderHasTheSamePorts() {
        assertThat(ports()).isEqualTo(ports()).doesNotHaveDuplicates();
    }

    @Test
    void portTakenBetweenTwoStartsIsReplacedForGood() throws IOException {
        List<Integer> before = ports();
        List<Integer> replaced;
        try (ServerSocket other = take(before.get(0))) {
            assertThat(FreePorts.isFree(other.getLocalPort())).isFalse();
            replaced = ports();
        }
        assertThat(replaced.get(0)).isNotEqualTo(before.get(0));
        assertThat(replaced.get(1)).isEqualTo(before.get(1));
        assertThat(ports()).isEqualTo(replaced);
    }

    @Test
    void portTakenDuringTheStartIsReplaced() {
        List<Integer> tried = new ArrayList<>();
        int started = RememberedPorts.start(folder, ports -> {
            tried.add(ports.port("a"));
            return tried.size() == 1 ? failWhileTaken(tried.get(0)) : tried.get(1);
        });
        assertThat(tried).hasSize(2).doesNotHaveDuplicates().endsWith(started);
    }

    @Test
    void failureWithFreePortsIsNotTriedAgain() {
        List<Integer> tried = new ArrayList<>();
        assertThatThrownBy(() -> RememberedPorts.start(folder, ports -> {
                    tried.add(ports.port("a"));
                    throw new ServerStartException("broken");
                }))
                .hasMessage("broken");
        assertThat(tried).hasSize(1);
    }

    @AfterEach
    void freePorts() throws IOException {
        for (ServerSocket socket : taken) {
            socket.close();
        }
    }

    private int failWhileTaken(int port) {
        taken.add(take(port));
        throw new ServerStartException("faster");
    }

    private static ServerSocket take(int port) {
        try {
            return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Integer> ports() {
        return RememberedPorts.start(folder, ports -> List.of(ports.port("a"), ports.port("b")));
    }
}
