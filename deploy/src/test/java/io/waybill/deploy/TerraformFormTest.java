package io.waybill.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Needs Terraform, but no provider. */
class TerraformFormTest {
    @Test
    void everyFileHasTerraformsForm() throws Exception {
        assumeFalse(Folders.programs("terraform").isEmpty(), "skipped: there is no terraform on the PATH");

        Command.Result result = Command.run(
                Folders.DEPLOY, Map.of(), "", "terraform", "fmt", "-check", "-recursive", "-no-color", "terraform");

        assertThat(result.exit()).as(result.output()).isZero();
    }
}
