package io.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waybill.ErrorCode;
import io.waybill.cli.WaybillProcess.Ended;
import io.waybill.testkit.CsvGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two real loaders of one job. One of them delivers every row, the other one leaves and delivers none. */
class DoubleStartIT {
    private static final String[] MIRRORED = {"--mirror", "dynamodb", "--create-table", "--lease-duration", "1s"};

    private final Site site = Site.shared();
    private final CsvGenerator csv = new CsvGenerator(41, 10_000);
    private final String source = site.put(csv);
    private final String topic = site.topic();
    private final String job = Site.unique("double");

    private WaybillProcess load(String... further) {
        List<String> arguments =
                new ArrayList<>(List.of("load", source, "--topic", topic, "--job", job, "--verify", "none", "--json"));
        // small enough that the load outlasts the start of another JVM
        arguments.addAll(List.of("--rows-per-transaction", "10"));
        arguments.addAll(List.of(further));
        return WaybillProcess.start(site.environment(), arguments.toArray(String[]::new));
    }

    private static void assertFenced(Ended ended) {
        assertThat(ended.exit()).as(ended.toString()).isEqualTo(6);
        assertThat(ended.lastEvent()).containsEntry("code", ErrorCode.FENCED.name());
    }

    @Test
    void ofTwoStartedAtOnceWithoutAMirrorTheLaterClaimWins() {
        try (WaybillProcess one = load();
                WaybillProcess two = load()) {
            Ended first = one.end();
            Ended second = two.end();

            assertThat(List.of(first.exit(), second.exit()))
                    .as(first + "\n" + second)
                    .containsExactlyInAnyOrder(0, 6);
            assertFenced(first.exit() == 0 ? second : first);
        }
        site.assertHolds(topic, csv);
    }

    @Test
    void withoutAMirrorALaterStartReplacesTheRunningOne() {
        try (WaybillProcess older = load()) {
            older.awaitCommitted(500);
            older.signal("STOP"); // or it might be done before the newer one is up
            try (WaybillProcess newer = load()) {
                newer.awaitCommitted(510);

                older.signal("CONT");

                assertFenced(older.end());
                assertThat(newer.end().wasFine().lastEvent()).containsEntry("attempts", 2);
            }
        }
        site.assertHolds(topic, csv);
    }

    @Test
    void withAMirrorTheSecondSeesThatTheOwnerIsAlive() {
        try (WaybillProcess owner = load(MIRRORED)) {
            owner.awaitCommitted(20);
            try (WaybillProcess second = load(MIRRORED)) {
                Ended refused = second.end();

                assertFenced(refused);
                assertThat(second.committedRows()).isEqualTo(-1);
                assertThat(String.valueOf(refused.lastEvent().get("state"))).startsWith("This run has written nothing");
            }
            assertThat(owner.end().wasFine().lastEvent()).containsEntry("attempts", 1);
        }
        site.assertHolds(topic, csv);
    }

    @Test
    void anOwnerThatSleptLongerThanItsLeaseWakesUpToNothing() {
        try (WaybillProcess sleeper = load(MIRRORED)) {
            sleeper.awaitCommitted(500);
            sleeper.signal("STOP");
            try (WaybillProcess successor = load(MIRRORED)) {
                assertThat(successor.end().wasFine().lastEvent()).containsEntry("attempts", 2);
            }
            long end = site.end(topic);

            sleeper.signal("CONT");

            assertFenced(sleeper.end());
            assertThat(site.end(topic)).isEqualTo(end);
        }
        site.assertHolds(topic, csv);
        assertThat(Site.attribute(site.item("waybill", job), "state")).isEqualTo("FINISHED");
        assertThat(Site.attribute(site.item("waybill", job), "attempt")).isEqualTo("2");
    }

    @Test
    void anOwnerThatWakesUpWhileItsSuccessorLoadsDoesNotFenceIt() {
        try (WaybillProcess sleeper = load(MIRRORED)) {
            sleeper.awaitCommitted(500);
            sleeper.signal("STOP");
            try (WaybillProcess successor = load(MIRRORED)) {
                successor.awaitCommitted(1_500);

                sleeper.signal("CONT");

                assertFenced(sleeper.end());
                assertThat(successor.end().wasFine().lastEvent()).containsEntry("attempts", 2);
            }
        }
        site.assertHolds(topic, csv);
    }

    @Test
    void anotherJobIntoTheSamePartitionIsRefusedAndHarmsNobody() {
        try (WaybillProcess first = load()) {
            first.awaitCommitted(500);

            Ended other = WaybillProcess.run(
                    site.environment(), "load", source, "--topic", topic, "--job", Site.unique("other"), "--json");

            other.failedWith(ErrorCode.DESTINATION_NOT_EMPTY);
            assertThat(first.end().wasFine().lastEvent()).containsEntry("attempts", 1);
        }
        site.assertHolds(topic, csv);
    }

    @Test
    void aDeadOwnersLeaseIsWaitedOut() {
        try (WaybillProcess owner = load(MIRRORED)) {
            owner.awaitCommitted(500);
            owner.kill();
        }
        try (WaybillProcess successor = load(MIRRORED)) {
            assertThat(successor.end().wasFine().lastEvent()).containsEntry("attempts", 2);
        }
        site.assertHolds(topic, csv);
        await("the lease is released").atMost(Duration.ofSeconds(1)).until(() -> !site.item("waybill", job)
                .containsKey("owner"));
    }
}
