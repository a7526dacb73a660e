package io.waybill.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** To change from one deployment to another is to change one file. */
class ExamplesTest {
    private static final String DEPLOYMENT = "deployment.tf";

    @ParameterizedTest
    @ValueSource(strings = {"ecs", "batch"})
    void examplesDifferInTheDeploymentAlone(String example) {
        Map<String, String> files = files(example);
        Map<String, String> others = files("ec2");
        assertThat(files.remove(DEPLOYMENT)).isNotEqualTo(others.remove(DEPLOYMENT));

        assertThat(files).isEqualTo(others);
    }

    private static Map<String, String> files(String example) {
        Path folder = Folders.TERRAFORM.resolve("examples").resolve(example);
        Map<String, String> texts = new TreeMap<>();
        Folders.files(folder).forEach(file -> texts.put(folder.relativize(file).toString(), Folders.text(file)));
        return texts;
    }
}
