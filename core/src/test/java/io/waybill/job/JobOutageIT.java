package io.waybill.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.checkpoint.Checkpoint;
import io.waybill.checkpoint.JobState;
import io.waybill.testing.Broker;
import io.waybill.testkit.CsvGenerator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The broker itself is killed under a running job. */
@Timeout(180)
class JobOutageIT {
    private static final CsvGenerator ROWS = new CsvGenerator(6, 1000);

    @Test
    void aBrokerKilledMidLoadIsWaitedForByTheSameProcess(@TempDir Path folder) {
        Path file = folder.resolve("rows.csv");
        ROWS.writeTo(file);
        String topic = Broker.topic();
        KillOnce outage = new KillOnce(300);

        Receipt receipt = TestJob.of(file, topic).watchedBy(outage).run();

        outage.restarted.join();
        Loaded.assertRows(topic, ROWS);
        Loaded.assertExplained(receipt, ROWS.rows());
        assertThat(receipt.checkpoint().attempt()).isEqualTo(1);
    }

    @Test
    void anOutageLongerThanTheProducerWaitsIsRecoveredFromTheLastCheckpoint(@TempDir Path folder) {
        Path file = folder.resolve("rows.csv");
        ROWS.writeTo(file);
        String topic = Broker.topic();
        HangUntilRecovery outage = new HangUntilRecovery(300);

        Receipt receipt = TestJob.of(file, topic)
                .clientSettings(Map.of("request.timeout.ms", "2000", "delivery.timeout.ms", "3000"))
                .watchedBy(outage)
                .run();

        assertThat(outage.recoveries).isPositive();
        assertThat(outage.resumedAt).isEqualTo(300);
        Loaded.assertRows(topic, ROWS);
        Loaded.assertExplained(receipt, ROWS.rows());
        assertThat(receipt.checkpoint().attempt()).isEqualTo(1);
    }

    /** Stops the broker's process after so many rows until the job says that it recovers. */
    private static final class HangUntilRecovery implements Progress {
        private final long rows;
        private boolean hung;
        private int recoveries;
        private long resumedAt = -1;

        HangUntilRecovery(long rows) {
            this.rows = rows;
        }

        @Override
        public void committed(Checkpoint checkpoint) {
            if (!hung && checkpoint.position().rows() >= rows && checkpoint.state() == JobState.RUNNING) {
                hung = true;
                Broker.server().broker(1).pause();
            }
        }

        @Override
        public void recovering(String why, int failures, Duration pause) {
            recoveries++;
            Broker.server().broker(1).resume();
        }

        @Override
        public void resumed(Checkpoint from) {
            resumedAt = from.position().rows();
        }
    }

    /** Kills the broker after so many rows, and starts it again while the job goes on. */
    private static final class KillOnce implements Progress {
        private final long rows;
        private CompletableFuture<Void> restarted = CompletableFuture.completedFuture(null);
        private boolean killed;

        KillOnce(long rows) {
            this.rows = rows;
        }

        @Override
        public void committed(Checkpoint checkpoint) {
            if (!killed && checkpoint.position().rows() >= rows && checkpoint.state() == JobState.RUNNING) {
                killed = true;
                Broker.server().kill();
                restarted = CompletableFuture.runAsync(() -> Broker.server().restart());
            }
        }
    }
}
