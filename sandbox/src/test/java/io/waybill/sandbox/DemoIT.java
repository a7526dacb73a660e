package io.waybill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.testkit.CsvGenerator;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a user starts it: with servers, kills and all. */
class DemoIT {
    private final Path folder;

    DemoIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void theLoaderIsKilledTwiceAndEveryRowArrivesOnce() {
        try (CommandProcess demo =
                CommandProcess.start(folder, Map.of(), "demo", "--rows", "20000", "--kills", "2", "--json")) {
            assertThat(demo.summary())
                    .containsEntry("type", "summary")
                    .containsEntry("kills", 2)
                    .containsEntry("state", "VERIFIED")
                    .containsEntry("verified", true)
                    .containsEntry("rows", 20_000)
                    .containsEntry("attempts", 3)
                    .hasEntrySatisfying("most_bytes_read_again", again -> assertThat((Integer) again)
                            .isBetween(1, (Integer) demo.summary().get("bytes")));
            assertThat(demo.temporaryFiles()).isEmpty();
        }
    }

    @Test
    void aFileOfTheUsersIsLoadedAsWell() {
        Path file = folder.resolve("orders.csv");
        long bytes = new CsvGenerator(61, 2_000).writeTo(file);

        try (CommandProcess demo = CommandProcess.start(
                folder, Map.of(), "demo", file.toString(), "--value", "raw", "--kills", "0", "--json")) {
            assertThat(demo.summary())
                    .containsEntry("kills", 0)
                    .containsEntry("verified", true)
                    .containsEntry("rows", 2_000)
                    .containsEntry("bytes", (int) bytes)
                    .extractingByKey("last_loader", InstanceOfAssertFactories.MAP)
                    .containsKeys("load", "cpu_seconds")
                    .containsEntry("state", "VERIFIED");
            assertThat(file).hasSize(bytes);
        }
    }

    @Test
    void anInterruptedDemoLeavesNothing() {
        try (CommandProcess demo = CommandProcess.start(folder, Map.of(), "demo", "--rows", "20000")) {
            SandboxIT.awaitChild(demo);
            var children = demo.children();

            demo.signal("INT");

            assertThat(demo.end()).isEqualTo(130);
            assertThat(children).noneMatch(ProcessHandle::isAlive);
            assertThat(demo.temporaryFiles()).isEmpty();
        }
    }
}
