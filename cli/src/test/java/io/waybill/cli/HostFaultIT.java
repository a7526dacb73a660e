package io.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.waybill.ErrorCode;
import io.waybill.cli.WaybillProcess.Ended;
import io.waybill.testkit.CsvGenerator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the machine does to a load: takes its memory, its time or its disk. */
class HostFaultIT {
    private static final String FULL_DISK = "/dev/full";

    private final Site site = Site.shared();
    private final CsvGenerator csv = new CsvGenerator(63, 4_000);
    private final String source = site.put(csv);
    private final String topic = site.topic();
    private final String job = Site.unique("host-fault");

    private String[] load(String... further) {
        List<String> arguments = new ArrayList<>(
                List.of("load", source, "--topic", topic, "--job", job, "--rows-per-transaction", "20"));
        arguments.addAll(List.of(further));
        return arguments.toArray(String[]::new);
    }

    private Map<String, Object> loadToTheEnd() {
        return WaybillProcess.run(site.environment(), load("--json")).wasFine().lastEvent();
    }

    @Test
    void outOfMemoryEndsTheProcessAndTheNextLoadGoesOn() {
        try (WaybillProcess first = WaybillProcess.start(site.environment(), load("--json"))) {
            first.awaitCommitted(100);
            first.kill();
        }

        Ended starved = WaybillProcess.run(
                List.of("-Xmx12m", "-XX:+ExitOnOutOfMemoryError"), site.environment(), load("--json"));

        assertThat(starved.exit()).as(starved.toString()).isEqualTo(3);
        assertThat(loadToTheEnd()).containsEntry("state", "VERIFIED");
        site.assertHolds(topic, csv);
    }

    @Test
    void aPauseLongerThanTheLeaseIsSleptThroughWhenNobodyTakesOver() {
        String[] mirrored = load("--json", "--mirror", "dynamodb", "--create-table", "--lease-duration", "1s");
        try (WaybillProcess load = WaybillProcess.start(site.environment(), mirrored)) {
            load.awaitCommitted(100);
            load.signal("STOP");
            String version = version();
            await("a lease that any other loader would take")
                    .during(Duration.ofMillis(1_500))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> version().equals(version));

            load.signal("CONT");

            assertThat(load.end().wasFine().lastEvent())
                    .containsEntry("state", "VERIFIED")
                    .containsEntry("attempts", 1);
        }
        site.assertHolds(topic, csv);
    }

    private String version() {
        return Site.attribute(site.item("waybill", job), "version");
    }

    @Test
    void aFullDiskCostsTheReceiptButNoRow() {
        assumeThat(Files.exists(Path.of(FULL_DISK))).as(FULL_DISK).isTrue();

        Ended full = WaybillProcess.run(site.environment(), load("--json", "--receipt", FULL_DISK));

        full.failedWith(ErrorCode.OUTPUT_NOT_WRITTEN);
        assertThat(full.told("message")).contains(FULL_DISK).contains("No space left");
        assertThat(full.told("fix")).contains("waybill receipt --job " + job);
        site.assertHolds(topic, csv);
        Path receipt = site.file("receipt.json");
        WaybillProcess.run(site.environment(), load("--receipt", receipt.toString()))
                .wasFine();
        assertThat(Site.json(receipt)).containsEntry("state", "VERIFIED");
    }

    @Test
    void aFullDiskUnderStdoutAndStderrStopsNoRowAndIsNoSuccess() {
        assumeThat(Files.exists(Path.of(FULL_DISK))).as(FULL_DISK).isTrue();

        assertThat(WaybillProcess.exitOfRunInto(Path.of(FULL_DISK), site.environment(), load("--json")))
                .isEqualTo(ErrorCode.OUTPUT_NOT_WRITTEN.exitCode());

        site.assertHolds(topic, csv);
        assertThat(loadToTheEnd()).containsEntry("state", "VERIFIED").containsEntry("attempts", 1);
    }

    @Test
    void aReceiptThatCanNeverBeWrittenIsRefusedBeforeTheFirstRow() {
        Path nowhere = site.file("no-such-folder").resolve("receipt.json");

        WaybillProcess.run(site.environment(), load("--json", "--receipt", nowhere.toString()))
                .failedWith(ErrorCode.USAGE);

        assertThat(site.end(topic)).isZero();
    }
}
