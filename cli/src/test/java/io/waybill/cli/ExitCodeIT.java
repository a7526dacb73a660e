package io.waybill.cli;

import static io.waybill.cli.WaybillProcess.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.ErrorCode;
import io.waybill.cli.WaybillProcess.Ended;
import io.waybill.testkit.CsvGenerator;
import io.waybill.testkit.CsvOptions;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * How the real command line fails: with the code and the exit of its table, a fix, and a true word on what is written.
 * Whatever went wrong, committed rows stay and no others appear.
 */
class ExitCodeIT {
    private static final String GOOD = "id,name\n1,Ada\n2,Grace\n";

    private final Site site = Site.shared();

    /** The failure of this code, told on stderr and as the last event of stdout. */
    private static void assertFailed(Ended ended, ErrorCode code) {
        assertThat(ended.exit()).as("exit code of%n%s", ended).isEqualTo(code.exitCode());
        assertThat(ended.lastEvent())
                .containsEntry("type", "error")
                .containsEntry("code", code.name())
                .containsEntry("exit", code.exitCode());
        assertTold(ended, code);
        assertThat(ended.lastEvent().get("message")).asString().isNotBlank();
        assertThat(ended.err()).contains("  fix:   " + ended.lastEvent().get("fix"));
        assertThat(ended.err()).contains("  state: " + ended.lastEvent().get("state"));
    }

    private static void assertTold(Ended ended, ErrorCode code) {
        assertThat(ended.exit()).as("exit code of%n%s", ended).isEqualTo(code.exitCode());
        assertThat(ended.err())
                .anyMatch(line -> line.startsWith("waybill: " + code + ": "))
                .anyMatch(line -> line.matches(" {2}fix: {3}\\S.*"))
                .anyMatch(line -> line.matches(" {2}state: \\S.*"));
    }

    private static String state(Ended ended) {
        return String.valueOf(ended.lastEvent().get("state"));
    }

    private static String message(Ended ended) {
        return String.valueOf(ended.lastEvent().get("message"));
    }

    private Ended load(String source, String topic, String... further) {
        return load(site.environment(), source, topic, further);
    }

    private static Ended load(Map<String, String> environment, String source, String topic, String... further) {
        return run(environment, loadArguments(source, topic, further));
    }

    private static String[] loadArguments(String source, String topic, String... further) {
        String[] arguments = new String[further.length + 5];
        List.of("load", source, "--topic", topic, "--json").toArray(arguments);
        System.arraycopy(further, 0, arguments, 5, further.length);
        return arguments;
    }

    // ---------------------------------------------------------------- usage: 2

    @Test
    void anUnknownFlagNamesTheNearestOne() {
        Ended ended = load(site.environment(), "s3://b/k", "t", "--create-topci");

        assertFailed(ended, ErrorCode.USAGE);
        assertThat(String.join("\n", ended.err()))
                .contains("--create-topci")
                .contains("  fix:   Did you mean '")
                .contains("'--create-topic'");
    }

    @Test
    void aValueThatMakesNoSenseIsTheUsersErrorAndNoBug() {
        String source = site.put(GOOD);
        String topic = site.topic();

        assertFailed(load(source, topic, "--rows-per-transaction", "0"), ErrorCode.USAGE);
        assertFailed(load(source, topic, "--job", "two words"), ErrorCode.USAGE);
        assertFailed(load(source, topic, "--partition", "-1"), ErrorCode.USAGE);
        assertFailed(load("file://no such:file", topic), ErrorCode.USAGE);
        assertThat(site.end(topic)).isZero();
    }

    // ---------------------------------------------------------------- preflight: 4

    @Test
    void aMissingBucketKeyOrTopicStopsBeforeAnythingIsWritten() {
        String source = site.put(GOOD);
        String topic = site.topic();

        assertFailed(load("s3://no-such-bucket/rows.csv", topic), ErrorCode.SOURCE_NOT_FOUND);
        assertFailed(load("s3://" + Site.BUCKET + "/no-such-key.csv", topic), ErrorCode.SOURCE_NOT_FOUND);
        Ended noTopic = load(source, "no-such-topic");

        assertFailed(noTopic, ErrorCode.TOPIC_NOT_FOUND);
        assertThat(state(noTopic)).isEqualTo("This run has written nothing; it is safe to run again.");
        assertThat(site.end(topic)).isZero();
        assertThat(site.hasTopic("no-such-topic")).isFalse();
    }

    @Test
    void wrongCredentialsAreForbidden() {
        Map<String, String> environment = site.environment(Map.of("AWS_SECRET_ACCESS_KEY", "wrong"));

        assertFailed(load(environment, site.put(GOOD), site.topic()), ErrorCode.SOURCE_FORBIDDEN);
    }

    @Test
    void aSettingThatBreaksThePromiseIsRefused() {
        String topic = site.topic();

        Ended ended = load(site.put(GOOD), topic, "--command-property", "acks=1");

        assertFailed(ended, ErrorCode.SETTING_REFUSED);
        assertThat(message(ended)).contains("acks=1");
        assertThat(site.end(topic)).isZero();
    }

    @Test
    void aJobWithoutACheckpointIsNotFound() {
        String job = Site.unique("nobodys-job");

        assertFailed(run(site.environment(), "status", "--job", job, "--json"), ErrorCode.JOB_NOT_FOUND);
        assertFailed(run(site.environment(), "verify", "--job", job, "--json"), ErrorCode.JOB_NOT_FOUND);
        assertTold(run(site.environment(), "receipt", "--job", job), ErrorCode.JOB_NOT_FOUND);
    }

    // ---------------------------------------------------------------- source changed: 5

    @Test
    void anObjectReplacedWhileItIsReadStopsAndLeavesACommittedPrefix() {
        // larger than what is read ahead, so that parts are asked for after the first commit
        CsvGenerator csv = new CsvGenerator(21, 600, CsvOptions.plain().withRowBytes(100_000));
        String source = site.put(csv);
        String topic = site.topic();
        try (WaybillProcess load =
                WaybillProcess.start(site.environment(), loadArguments(source, topic, "--rows-per-transaction", "5"))) {
            load.awaitCommitted(5);
            site.replace(source, GOOD.getBytes(StandardCharsets.UTF_8));

            Ended ended = load.end();

            assertFailed(ended, ErrorCode.SOURCE_CHANGED);
            long committed = load.committedRows();
            assertThat(state(ended)).startsWith(committed + " rows");
            Site.assertHolds(site.values(topic), csv, committed);
        }
    }

    // ---------------------------------------------------------------- bad data: 7

    @Test
    void aBadRowStopsWithItsRowAndByte() {
        assertBadRow("id,name\n1,Ada\n2\n3,Linus\n".getBytes(StandardCharsets.UTF_8), "row 2", "byte 14", 1);
        assertBadRow(invalidUtf8(), "row 2", "byte 14", 1);
        assertBadRow("id,name\n1,Ada\n2,\"Grace\n3,Linus\n".getBytes(StandardCharsets.UTF_8), "row 2", "byte 16", 1);
    }

    private void assertBadRow(byte[] csv, String row, String position, int rowsBefore) {
        String topic = site.topic();

        Ended ended = load(site.put(csv), topic, "--rows-per-transaction", "1");

        assertFailed(ended, ErrorCode.BAD_ROW);
        assertThat(message(ended)).contains(row).contains(position);
        assertThat(site.values(topic)).hasSize(rowsBefore);
    }

    private static byte[] invalidUtf8() {
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        csv.writeBytes("id,name\n1,Ada\n2,".getBytes(StandardCharsets.UTF_8));
        csv.write(0xFF);
        csv.writeBytes("\n3,Linus\n".getBytes(StandardCharsets.UTF_8));
        return csv.toByteArray();
    }

    // ---------------------------------------------------------------- checkpoint and topic disagree: 8

    @Test
    void aTopicRecreatedBetweenTwoRunsIsNotTheJobsTopic() {
        CsvGenerator csv = new CsvGenerator(22, 20_000);
        String source = site.put(csv);
        String topic = site.topic();
        String[] arguments = loadArguments(source, topic, "--rows-per-transaction", "10");
        try (WaybillProcess first = WaybillProcess.start(site.environment(), arguments)) {
            first.awaitCommitted(100);
            first.kill();
        }
        site.deleteTopic(topic);
        site.createTopic(topic);

        Ended ended = run(site.environment(), arguments);

        assertFailed(ended, ErrorCode.CHECKPOINT_MISMATCH);
        assertThat(message(ended)).contains("topic id");
        // not its end: Kafka may write the abort marker of the killed loader's transaction into the topic of the same
        // name
        assertThat(site.values(topic)).isEmpty();
    }

    @Test
    void aPartitionThatHoldsRecordsNeedsAppend() {
        String source = site.put(GOOD);
        String topic = site.topic();
        site.write(topic, "somebody else's");

        Ended refused = load(source, topic);

        assertFailed(refused, ErrorCode.DESTINATION_NOT_EMPTY);
        assertThat(site.values(topic)).containsExactly("somebody else's");
        load(source, topic, "--append").wasFine();
        assertThat(site.values(topic))
                .containsExactly(
                        "somebody else's", "{\"id\":\"1\",\"name\":\"Ada\"}", "{\"id\":\"2\",\"name\":\"Grace\"}");
    }

    @Test
    void anUnfinishedJobCannotBeVerified() {
        CsvGenerator csv = new CsvGenerator(23, 20_000);
        String source = site.put(csv);
        String topic = site.topic();
        String job = Site.unique("unfinished");
        try (WaybillProcess first = WaybillProcess.start(
                site.environment(), loadArguments(source, topic, "--rows-per-transaction", "10", "--job", job))) {
            first.awaitCommitted(100);
            first.kill();
        }

        assertFailed(run(site.environment(), "verify", "--job", job, "--json"), ErrorCode.CHECKPOINT_MISMATCH);
    }

    // ---------------------------------------------------------------- verification: 9

    @Test
    void recordsDeletedAfterTheLoadAreNamedByVerify() {
        String source = site.put(new CsvGenerator(24, 50));
        String topic = site.topic();
        String job = Site.unique("deleted");
        load(source, topic, "--job", job).wasFine();
        site.deleteRecords(topic, 2);

        Ended ended = run(site.environment(), "verify", "--job", job, "--json");

        assertFailed(ended, ErrorCode.VERIFICATION_DIFFERENCE);
        assertThat(message(ended)).contains("missing: row 1 at byte ").contains("missing: row 2 at byte ");
    }

    // ---------------------------------------------------------------- temporary: 75

    @Test
    void anUnreachableServerEndsTheLoadAtItsDeadline() {
        String source = site.put(GOOD);
        String topic = site.topic();

        assertUnreachable(source, topic, Map.of("WAYBILL_BOOTSTRAP_SERVER", Site.nobody()));
        assertUnreachable(source, topic, Map.of("AWS_ENDPOINT_URL_S3", "http://" + Site.nobody()));
        assertUnreachable(
                source,
                topic,
                Map.of("AWS_ENDPOINT_URL_DYNAMODB", "http://" + Site.nobody(), "WAYBILL_MIRROR", "dynamodb"));
        assertThat(site.end(topic)).isZero();
    }

    private void assertUnreachable(String source, String topic, Map<String, String> nowhere) {
        long start = System.nanoTime();

        Ended ended = load(site.environment(nowhere), source, topic, "--deadline", "5s");

        assertFailed(ended, ErrorCode.UNREACHABLE);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("the deadline of 5 s, and the start of a JVM on a busy machine")
                .isLessThan(Duration.ofSeconds(20));
    }
}
