package io.waybill.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The systemd unit and its drop-in on an instance, as systemd's own check reads them. */
class UnitTest {
    private static final String UNIT = "waybill@.service";
    private static final String NOT_INSTALLED_HERE = "is not executable: No such file or directory";

    @TempDir
    private Path folder;

    @Test
    void systemdUnderstandsUnitAndDropIn() throws Exception {
        assumeFalse(Folders.programs("systemd-analyze").isEmpty(), "skipped: there is no systemd-analyze on the PATH");
        Path dropIns = Files.createDirectory(folder.resolve(UNIT + ".d"));
        Files.copy(Folders.DEPLOY.resolve("systemd").resolve(UNIT), folder.resolve(UNIT));
        Files.copy(Folders.DEPLOY.resolve("ec2/instance.conf"), dropIns.resolve("instance.conf"));

        Command.Result result = Command.run(
                folder,
                Map.of(),
                "",
                "systemd-analyze",
                "verify",
                "--man=no",
                folder.resolve("waybill@orders.service").toString());

        List<String> ours = result.output()
                .lines()
                .filter(line -> line.contains("waybill@"))
                .toList();
        assertThat(ours).filteredOn(line -> !line.endsWith(NOT_INSTALLED_HERE)).isEmpty();
        assertThat(ours).as("both programs are named").hasSize(2);
    }
}
