package io.waybill.cli;

import static io.waybill.cli.WaybillProcess.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.cli.WaybillProcess.Ended;
import io.waybill.testkit.CsvGenerator;
import io.waybill.testkit.CsvOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A load and what can be asked about it afterwards, by the real command line on real servers. */
class LoadIT {
    private final Site site = Site.shared();
    private final CsvGenerator csv = new CsvGenerator(11, 3_000);

    @Test
    void everyRowArrivesOnceInOrderAndTheSummarySaysSo() {
        String source = site.put(csv);
        String topic = Site.unique("created");

        Ended load = run(site.environment(), "load", source, "--topic", topic, "--create-topic", "--json")
                .wasFine();

        site.assertHolds(topic, csv);
        Map<String, Object> summary = load.lastEvent();
        assertThat(summary)
                .containsEntry("type", "summary")
                .containsEntry("state", "VERIFIED")
                .containsEntry("rows", 3_000)
                .containsEntry("bytes", csv.bytes().length)
                .containsEntry("attempts", 1)
                .containsEntry("first_offset", 0)
                .containsEntry("verified", true)
                .containsKeys("job", "seconds", "load", "cpu_seconds");
        // the end of the topic is the last record, the marker that commits it, and nothing else
        assertThat(Site.number(summary, "last_offset")).isEqualTo(site.end(topic) - 2);
        assertThat(load.out()).allSatisfy(line -> assertThat(line).startsWith("{\"type\":\""));
    }

    @Test
    void rawValuesAreTheBytesOfTheRows() {
        CsvGenerator plain = new CsvGenerator(12, 500, CsvOptions.plain());
        String source = site.put(plain);
        String topic = site.topic();

        run(site.environment(), "load", source, "--topic", topic, "--value", "raw")
                .wasFine();

        List<String> rows = LongStream.rangeClosed(1, plain.rows())
                .mapToObj(row -> String.join(",", plain.row(row)))
                .toList();
        assertThat(site.values(topic)).isEqualTo(rows);
    }

    @Test
    void aFileWithoutRowsIsLoadedAndVerified() {
        String topic = site.topic();

        Ended load = run(site.environment(), "load", site.put("id,name\n"), "--topic", topic, "--json")
                .wasFine();

        assertThat(load.lastEvent())
                .containsEntry("state", "VERIFIED")
                .containsEntry("rows", 0)
                .containsEntry("last_offset", -1);
        assertThat(site.values(topic)).isEmpty();
    }

    @Test
    void aSecondLoadPrintsTheReceiptAndSendsNothing() {
        String source = site.put(csv);
        String topic = site.topic();
        Ended first = run(site.environment(), "load", source, "--topic", topic, "--json")
                .wasFine();
        long end = site.end(topic);

        Ended second = run(site.environment(), "load", source, "--topic", topic, "--json")
                .wasFine();

        assertThat(site.end(topic)).isEqualTo(end);
        for (String same : List.of("job", "state", "rows", "bytes", "attempts", "first_offset", "last_offset")) {
            assertThat(second.lastEvent())
                    .as(same)
                    .containsEntry(same, first.lastEvent().get(same));
        }
    }

    @Test
    void aJobFinishedWithoutVerificationIsVerifiedByTheNextLoad() {
        String source = site.put(csv);
        String topic = site.topic();

        Ended unverified = run(site.environment(), "load", source, "--topic", topic, "--verify", "none", "--json")
                .wasFine();
        long end = site.end(topic);
        Ended verified = run(site.environment(), "load", source, "--topic", topic, "--json")
                .wasFine();

        assertThat(unverified.lastEvent()).containsEntry("state", "FINISHED").containsEntry("verified", false);
        assertThat(verified.lastEvent()).containsEntry("state", "VERIFIED").containsEntry("verified", true);
        assertThat(site.end(topic)).isEqualTo(end);
    }

    @Test
    void aPersonReadsTheReceiptOnStdoutAndProgressOnStderr() {
        String source = site.put(csv);

        Ended load = run(site.environment(), "load", source, "--topic", site.topic(), "--job", Site.unique("orders"))
                .wasFine();

        assertThat(load.out()).first().asString().startsWith("Receipt of job orders-");
        assertThat(String.join("\n", load.out()))
                .contains("state         VERIFIED")
                .contains("rows          3,000 in ")
                .contains(" records + ");
        assertThat(load.err()).anyMatch(line -> line.contains("attempt 1: from row 0"));
    }

    @Test
    void theReceiptAnswersVerifyAndTheJobsNameAnswersTheOthers() {
        String source = site.put(csv);
        String topic = site.topic();
        String job = Site.unique("named");
        Path receipt = site.file("receipt.json");
        Map<String, String> environment = site.environment();

        run(environment, "load", source, "--topic", topic, "--job", job, "--receipt", receipt.toString())
                .wasFine();

        assertThat(Site.json(receipt))
                .containsEntry("job", job)
                .containsEntry("state", "VERIFIED")
                .containsEntry("rows", 3_000)
                .containsEntry("verified", true);
        Ended byReceipt = run(environment, "verify", "--receipt", receipt.toString(), "--json")
                .wasFine();
        assertThat(byReceipt.lastEvent()).containsEntry("type", "summary").containsEntry("verified", true);
        Ended byName = run(environment, "verify", "--job", job, "--json").wasFine();
        assertThat(byName.lastEvent()).containsEntry("rows", 3_000).containsEntry("verified", true);
        Ended status = run(environment, "status", "--job", job).wasFine();
        assertThat(status.out()).singleElement().asString().contains(job + ": VERIFIED, 3,000 rows committed");
        Ended again = run(environment, "receipt", "--job", job).wasFine();
        Map<String, Object> written = Site.json(receipt);
        assertThat(written.remove("load")).isNotNull();
        assertThat(WaybillProcess.event(String.join("\n", again.out()))).isEqualTo(written);
    }

    @Test
    void verifyFindsTheJobBySourceAndTopicAsLoadDoes() {
        String source = site.put(csv);
        String topic = site.topic();
        run(site.environment(), "load", source, "--topic", topic).wasFine();

        Ended verified = run(site.environment(), "verify", source, "--topic", topic, "--json")
                .wasFine();

        assertThat(verified.lastEvent()).containsEntry("rows", 3_000).containsEntry("verified", true);
    }

    @Test
    void everyFlagCanBeAVariable() {
        String table = Site.unique("waybill.table");
        String job = Site.unique("by-variables");
        String topic = Site.unique("by-variables");
        Path receipt = site.file("receipt.json");
        Map<String, String> variables = new HashMap<>(site.environment());
        variables.put("WAYBILL_TOPIC", topic);
        variables.put("WAYBILL_CREATE_TOPIC", "true");
        variables.put("WAYBILL_PARTITION", "0");
        variables.put("WAYBILL_JOB", job);
        variables.put("WAYBILL_VALUE", "raw");
        variables.put("WAYBILL_DELIMITER", ";");
        variables.put("WAYBILL_NO_HEADER", "true");
        variables.put("WAYBILL_CHECKPOINT_TOPIC", job + ".checkpoints");
        variables.put("WAYBILL_COMMAND_PROPERTY", "client.dns.lookup=use_all_dns_ips");
        variables.put("WAYBILL_DEADLINE", "30s");
        variables.put("WAYBILL_MIRROR", "dynamodb://" + table);
        variables.put("WAYBILL_CREATE_TABLE", "true");
        variables.put("WAYBILL_LEASE_DURATION", "2s");
        variables.put("WAYBILL_ROWS_PER_TRANSACTION", "1");
        variables.put("WAYBILL_VERIFY", "none");
        variables.put("WAYBILL_RECEIPT", receipt.toString());
        variables.put("WAYBILL_JSON", "true");

        Ended load = run(variables, "load", site.put("a;b\nc;d\n")).wasFine();

        assertThat(load.lastEvent()).containsEntry("job", job).containsEntry("state", "FINISHED");
        assertThat(load.out())
                .as("an opening, one transaction per row, and the last one")
                .anyMatch(line -> line.contains("\"state\":\"FINISHED\",\"attempt\":1,\"transaction\":4,"));
        assertThat(site.values(topic)).containsExactly("a;b", "c;d");
        assertThat(site.hasTopic(job + ".checkpoints")).isTrue();
        assertThat(Site.attribute(site.item(table, job), "state")).isEqualTo("FINISHED");
        assertThat(Site.attribute(site.item(table, job), "lease_ms")).isEqualTo("2000");
        assertThat(Site.json(receipt)).containsEntry("job", job);
    }

    @Test
    void theFlagWinsOverTheVariable() {
        String byVariable = site.topic();
        String byFlag = site.topic();
        Map<String, String> environment = site.environment(
                Map.of("WAYBILL_TOPIC", byVariable, "WAYBILL_BOOTSTRAP_SERVER", Site.nobody(), "WAYBILL_JSON", "true"));

        Ended load = run(
                environment,
                "load",
                site.put(csv),
                "--topic",
                byFlag,
                "--bootstrap-server",
                site.bootstrapServers(),
                "--json");

        assertThat(load.wasFine().lastEvent()).containsEntry("type", "summary");
        site.assertHolds(byFlag, csv);
        assertThat(site.end(byVariable)).isZero();
    }

    @Test
    void commandConfigReachesEveryKafkaClient() throws IOException {
        Path seen = Files.createDirectories(site.file("clients"));
        Path config = site.file("client.properties");
        Files.writeString(
                config,
                "bootstrap.servers=" + site.bootstrapServers() + "\nmetric.reporters=" + ClientWitness.class.getName()
                        + "\n" + ClientWitness.FOLDER + "=" + seen + "\n");
        Map<String, String> environment = new HashMap<>(site.environment());
        environment.remove("WAYBILL_BOOTSTRAP_SERVER");

        run(environment, "load", site.put(csv), "--topic", site.topic(), "--command-config", config.toString())
                .wasFine();

        assertThat(seen.toFile().list())
                .containsExactlyInAnyOrder("kafka.admin.client", "kafka.consumer", "kafka.producer");
    }

    @Test
    void aLocalFileIsASourceAsWell() {
        Path file = site.file("local.csv");
        csv.writeTo(file);
        String topic = site.topic();

        run(site.environment(), "load", file.toString(), "--topic", topic).wasFine();

        site.assertHolds(topic, csv);
    }
}
