package io.waybill.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The modules by Terraform's own checks: validity, and the tests beside each module, which need no account. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TerraformIT {
    private Terraform terraform;

    @BeforeAll
    void copy(@TempDir Path folder) throws Exception {
        terraform = Terraform.copiedTo(folder);
    }

    static Iterable<String> modules() {
        return Folders.MODULES;
    }

    static Iterable<String> examples() {
        return Folders.EXAMPLES;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theExampleIsValid(String example) throws Exception {
        String path = "terraform/examples/" + example;
        terraform.init(path);

        Terraform.require(terraform.run(path, "validate", "-no-color"), "validate of example " + example);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void theTestsOfTheModulePass(String module) throws Exception {
        String path = "terraform/modules/" + module;
        terraform.init(path);

        Command.Result result = terraform.run(path, "test", "-no-color");

        assertThat(result.exit()).as(result.output()).isZero();
        assertThat(result.output()).contains(" 0 failed");
    }
}
