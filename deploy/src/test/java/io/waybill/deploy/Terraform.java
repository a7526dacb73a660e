package io.waybill.deploy;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Terraform as a child process, in a copy of this folder, so that nothing is written into the source tree. Where the provider
 * comes from is the user's own settings: the registry, or a mirror named in the command line's configuration. It is fetched once:
 * all runs share one data folder and one lock file. One run at a time.
 */
final class Terraform {
    private static final String LOCK = ".terraform.lock.hcl";

    private final Path folder;
    private final Map<String, String> environment;

    private Terraform(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    /** A copy below this folder; ends the test as skipped, with the reason, where Terraform or the provider cannot be had. */
    static Terraform copiedTo(Path parent) throws Exception {
        boolean isThere = !Folders.programs("terraform").isEmpty();
        assumeTrue(isThere, () -> reason("there is no terraform on the PATH"));
        Path copy = parent.resolve("deploy");
        Folders.copyTo(copy);
        Terraform terraform = new Terraform(
                copy,
                Map.of(
                        "TF_DATA_DIR", parent.resolve("data").toString(),
                        "TF_IN_AUTOMATION", "1",
                        "TF_INPUT", "0",
                        "CHECKPOINT_DISABLE", "1"));
        Path probe = Files.createDirectories(copy.resolve("probe"));
        Files.copy(copy.resolve("terraform/modules/common/versions.tf"), probe.resolve("versions.tf"));
        Command.Result result = terraform.run("probe", "init", "-no-color");
        assumeTrue(
                result.exit() == 0,
                () -> reason(
                        "terraform cannot get the provider hashicorp/aws (without a network, name a mirror in the file of"
                                + " TF_CLI_CONFIG_FILE):\n" + result.output()));
        return terraform;
    }

    /** Also printed, since Maven shows no reason of a skipped test. */
    private static String reason(String text) {
        System.err.println("skipped: " + text);
        return text;
    }

    /** The same copy with more variables. */
    Terraform with(Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(variables);
        return new Terraform(folder, Map.copyOf(all));
    }

    Path folder(String path) {
        return folder.resolve(path);
    }

    /** Runs it in a folder of the copy. */
    Command.Result run(String path, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("terraform"));
        command.addAll(List.of(arguments));
        return Command.run(folder.resolve(path), environment, "", command.toArray(String[]::new));
    }

    /** Makes a folder of the copy ready, with the provider that is there already. */
    void init(String path) throws IOException, InterruptedException {
        Files.copy(
                folder.resolve("probe").resolve(LOCK),
                folder.resolve(path).resolve(LOCK),
                StandardCopyOption.REPLACE_EXISTING);
        require(run(path, "init", "-no-color"), "init in " + path);
    }

    /** The values of the outputs of what was applied in a folder. */
    Map<String, Object> outputs(String path) throws IOException, InterruptedException {
        Command.Result result = require(run(path, "output", "-json", "-no-color"), "output in " + path);
        Map<String, Object> values = new HashMap<>();
        JSON.std
                .mapFrom(result.output())
                .forEach((name, output) -> values.put(name, ((Map<?, ?>) output).get("value")));
        return values;
    }

    static Command.Result require(Command.Result result, String what) {
        if (result.exit() != 0) {
            throw new AssertionError("terraform " + what + " ended with " + result.exit() + ":\n" + result.output());
        }
        return result;
    }
}
