package io.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.ErrorCode;
import io.waybill.cli.WaybillProcess.Ended;
import io.waybill.testkit.CsvGenerator;
import io.waybill.testkit.http.HttpFault;
import io.waybill.testkit.http.HttpProxy;
import io.waybill.testkit.http.Occurrence;
import io.waybill.testkit.http.RequestMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a whole load does when DynamoDB is away, tells old news, or has lost the job's item: Kafka decides. */
class MirrorFaultIT {
    private static final String TABLE = "waybill";

    private final Site site = Site.shared();
    private final CsvGenerator csv = new CsvGenerator(62, 4_000);
    private final String source = site.put(csv);
    private final String topic = site.topic();
    private final String job = Site.unique("mirror-fault");
    private final HttpProxy dynamoDb = HttpProxy.start(site.dynamoDb().endpoint());

    MirrorFaultIT() {
        site.createTable(TABLE);
    }

    @AfterEach
    void stopProxy() {
        dynamoDb.close();
    }

    private WaybillProcess load(String... further) {
        List<String> arguments = new ArrayList<>(
                List.of("load", source, "--topic", topic, "--job", job, "--rows-per-transaction", "20", "--json"));
        arguments.addAll(List.of("--mirror", "dynamodb", "--verify", "none", "--lease-duration", "1s"));
        arguments.addAll(List.of(further));
        return WaybillProcess.start(
                site.environment(
                        Map.of("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint().toString())),
                arguments.toArray(String[]::new));
    }

    /** Lets a load commit some rows and asks it to stop: its lease is released. */
    private void loadSome(long rows) {
        try (WaybillProcess load = load()) {
            load.awaitCommitted(rows);
            load.signal("TERM");
            load.end().failedWith(ErrorCode.TERMINATED);
        }
    }

    private void assertMirrored(String attribute, String value) {
        assertThat(Site.attribute(site.item(TABLE, job), attribute))
                .as(attribute)
                .isEqualTo(value);
    }

    private void assertFinished(Ended ended, int attempts) {
        assertThat(ended.wasFine().lastEvent())
                .containsEntry("state", "FINISHED")
                .containsEntry("attempts", attempts);
        site.assertHolds(topic, csv);
        assertMirrored("state", "FINISHED");
        assertMirrored("row", "4000");
    }

    @Test
    void withoutALeaseAMirrorThatIsDownAtTheStartHoldsUpNobodyAndCatchesUp() {
        dynamoDb.goDown();
        try (WaybillProcess load = load("--no-lease", "--create-table")) {
            load.awaitCommitted(20);
            dynamoDb.comeBack();

            Ended ended = load.end();

            assertFinished(ended, 1);
            assertThat(ended.err()).anyMatch(line -> line.contains("The mirror cannot be asked"));
        }
    }

    @Test
    void aStaleReadDecidesNothing() {
        loadSome(500);
        beforeTheJobBegan(); // the lease looks as if nobody ever had it
        loadSome(1_000);
        assertMirrored("token", "2");
        beforeTheJobBegan(); // the mirror knows nothing of the job

        try (WaybillProcess load = load("--no-lease")) {
            assertFinished(load.end(), 3);
        }
    }

    /** The next answer is the one from before the job had an item. */
    private void beforeTheJobBegan() {
        HttpFault noItem =
                new HttpFault.Answered(200, "OK", Map.of("Content-Type", "application/x-amz-json-1.0"), "{}");
        dynamoDb.inject(noItem, RequestMatch.operation("GetItem"), Occurrence.once());
    }

    @Test
    void anItemDeletedMidLoadIsPutBackByItsOwner() {
        try (WaybillProcess load = load()) {
            load.awaitCommitted(500);
            site.deleteItem(TABLE, job);

            assertFinished(load.end(), 1);
        }
        assertMirrored("token", "1");
        assertThat(site.item(TABLE, job)).doesNotContainKey("owner");
    }

    @Test
    void anItemDeletedBetweenTwoLoadsLeavesTheLeaseToTheNextOne() {
        loadSome(500);
        loadSome(1_000);
        site.deleteItem(TABLE, job);

        try (WaybillProcess load = load()) {
            assertFinished(load.end(), 3);
        }
        assertMirrored("token", "3");
    }
}
