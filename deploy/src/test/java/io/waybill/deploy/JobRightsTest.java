package io.waybill.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the job's policy allows is what the code calls. */
class JobRightsTest {
    private static final Pattern CALL = Pattern.compile("dynamoDb\\s*\\.(\\w+)\\(");
    private static final Pattern ALLOWED = Pattern.compile("\"dynamodb:(\\w+)\"");

    /** Only with the flag that creates the table, which Terraform does here. */
    private static final Set<String> FOR_CREATING = Set.of("CreateTable", "DescribeTable");

    @Test
    void theTableMayBeUsedByTheCallsThatTheCodeMakes() {
        String code = Folders.files(Folders.DEPLOY.resolveSibling("aws").resolve("src/main/java")).stream()
                .map(Folders::text)
                .collect(Collectors.joining());
        Set<String> called = new TreeSet<>();
        CALL.matcher(code).results().map(call -> action(call.group(1))).forEach(called::add);
        called.removeAll(FOR_CREATING);
        called.remove("Waiter");
        Set<String> allowed = new TreeSet<>();
        ALLOWED.matcher(Folders.text(Folders.module("common").resolve("iam.tf")))
                .results()
                .forEach(action -> allowed.add(action.group(1)));

        assertThat(allowed).isNotEmpty().isEqualTo(called);
    }

    private static String action(String method) {
        return method.substring(0, 1).toUpperCase(Locale.ROOT) + method.substring(1);
    }
}
