package io.waybill.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each example applied to a local server of AWS's API. A second plan that finds nothing to do shows that what the provider sends
 * is what it reads back. It does not show that AWS would accept it: the server checks less than AWS does.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApplyIT {
    private static final String ACCOUNT = "src/test/terraform/account";
    private static final int NOTHING_TO_DO = 0;

    private Terraform terraform;
    private AwsServer aws;
    private Map<String, Object> account;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        Terraform copy = Terraform.copiedTo(folder);
        aws = AwsServer.start(folder.resolve("moto.log"));
        terraform = copy.with(aws.environment());
        terraform.init(ACCOUNT);
        Terraform.require(terraform.run(ACCOUNT, "apply", "-auto-approve", "-no-color"), "apply of the account");
        account = terraform.outputs(ACCOUNT);
    }

    @AfterAll
    void stop() {
        if (aws != null) {
            aws.close();
        }
    }

    static Iterable<String> examples() {
        return Folders.EXAMPLES;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void whatIsAppliedNeedsNoChangeAfterwards(String example) throws Exception {
        String path = "terraform/examples/" + example;
        Files.writeString(
                terraform.folder(path).resolve("test.auto.tfvars.json"), JSON.std.asString(variables(example)));
        terraform.init(path);

        Terraform.require(terraform.run(path, "apply", "-auto-approve", "-no-color"), "apply of " + example);
        Command.Result plan = terraform.run(path, "plan", "-detailed-exitcode", "-no-color");

        assertThat(plan.exit()).as(plan.output()).isEqualTo(NOTHING_TO_DO);
        assertThat(terraform.outputs(path).get("run_command"))
                .asString()
                .startsWith("aws ")
                .contains("wb-" + example);
    }

    private Map<String, Object> variables(String example) {
        Map<String, Object> variables = new HashMap<>(account);
        Object batch = variables.remove("service_role_arn");
        variables.put("name", "wb-" + example);
        variables.put("broker_cidr_blocks", List.of("10.0.0.0/16"));
        variables.put("job", job());
        switch (example) {
            case "ec2" ->
                variables.put("release", Map.of("uri", "s3://releases/waybill.tar.gz", "sha256", "a".repeat(64)));
            case "ecs" -> variables.put("image", "registry.example.com/waybill:0.1.0");
            default -> {
                variables.put("image", "registry.example.com/waybill:0.1.0");
                variables.put("service_role_arn", batch);
            }
        }
        return variables;
    }

    private static Map<String, Object> job() {
        return Map.of(
                "name", "orders",
                "source", "s3://exports/orders.csv",
                "topic", "orders",
                "brokers", List.of("b-1.example.com:9096"),
                "auth",
                        Map.of(
                                "mechanism", "scram",
                                "secret_arn",
                                        "arn:aws:secretsmanager:eu-central-1:123456789012:secret:AmazonMSK_w-a1b2c3"));
    }
}
