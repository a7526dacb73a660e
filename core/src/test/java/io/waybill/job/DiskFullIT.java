package io.waybill.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.waybill.checkpoint.Checkpoint;
import io.waybill.testing.Cluster;
import io.waybill.testkit.CsvGenerator;
import io.waybill.testkit.KafkaServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The broker's disk is a small one in memory, which only root may make; for others the test is skipped. */
@Timeout(180)
class DiskFullIT {
    private static final CsvGenerator ROWS = new CsvGenerator(16, 1000);

    @Test
    void aBrokerWhoseDiskIsFullIsWaitedForUntilThereIsSpaceAgain(@TempDir Path folder) throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk.toString()),
                "no small disk can be mounted here: that needs root");
        try (Cluster cluster = Cluster.of(KafkaServer.start(1, disk, Map.of("log.index.size.max.bytes", "65536")))) {
            load(cluster, disk, folder.resolve("rows.csv"));
        } finally {
            run("umount", "-l", disk.toString());
        }
    }

    private static void load(Cluster cluster, Path disk, Path file) {
        ROWS.writeTo(file);
        String topic = cluster.topic();
        FullDisk full = new FullDisk(cluster.server(), disk.resolve("filler"));

        Receipt receipt = TestJob.of(file, topic)
                .clientSettings(cluster.clients().settings())
                .watchedBy(full)
                .run();

        full.mended.join();
        assertThat(full.mended).isNotSameAs(FullDisk.NOT_YET);
        Loaded.assertExplained(receipt, ROWS.rows());
        Loaded.assertFirstRows(cluster.records(topic), ROWS, ROWS.rows());
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    /** Fills the disk after 300 rows; when that has stopped the broker, makes space and starts it again. */
    private static final class FullDisk implements Progress {
        static final CompletableFuture<Void> NOT_YET = new CompletableFuture<>();

        private final KafkaServer server;
        private final Path filler;
        private CompletableFuture<Void> mended = NOT_YET;

        FullDisk(KafkaServer server, Path filler) {
            this.server = server;
            this.filler = filler;
        }

        @Override
        public void committed(Checkpoint checkpoint) {
            if (checkpoint.position().rows() >= 300 && mended == NOT_YET) {
                fill();
                mended = CompletableFuture.runAsync(this::mend);
            }
        }

        private void fill() {
            try (OutputStream out = Files.newOutputStream(filler)) {
                byte[] block = new byte[4096];
                for (long written = 0; written < 64 << 20; written += block.length) {
                    out.write(block);
                }
            } catch (IOException full) {
                return;
            }
            throw new UncheckedIOException(new IOException("the disk is not full"));
        }

        private void mend() {
            await().atMost(Duration.ofSeconds(90)).until(() -> !server.broker(1).isAlive());
            try {
                Files.delete(filler);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            server.broker(1).restart();
        }
    }
}
