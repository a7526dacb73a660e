package io.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.ErrorCode;
import io.waybill.cli.WaybillProcess.Ended;
import io.waybill.testkit.CsvGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The real loader, killed and asked to stop on the way. The next one goes on where the last commit was. */
class CrashIT {
    private static final int KILLS = 6;
    private static final long HEAD_AND_PEEKS = 4 * (64 << 10);

    private final Site site = Site.shared();
    private final CsvGenerator csv = new CsvGenerator(31, 14_000);
    private final String source = site.put(csv);
    private final String topic = site.topic();
    private final String job = Site.unique("crash");

    private WaybillProcess load(String... further) {
        List<String> arguments = new ArrayList<>(
                List.of("load", source, "--topic", topic, "--job", job, "--rows-per-transaction", "20", "--json"));
        arguments.addAll(List.of(further));
        return WaybillProcess.start(site.environment(), arguments.toArray(String[]::new));
    }

    private Ended loadToTheEnd(String... further) {
        try (WaybillProcess load = load(further)) {
            return load.end().wasFine();
        }
    }

    @Test
    void sixKillsNeitherLoseNorRepeatNorReorderARow() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        String[] mirrored = {"--mirror", "dynamodb", "--create-table", "--lease-duration", "1s", "--verify", "none"};
        for (int kill = 0; kill < KILLS; kill++) {
            // each somewhere in its own share of the rows, the last share is left for the one that survives
            long share = csv.rows() / (KILLS + 1);
            long row = share * kill + 1 + random.nextLong(share / 2);
            try (WaybillProcess load = load(mirrored)) {
                load.awaitCommitted(row);
                assertThat(load.kill().exit())
                        .as("seed %d, kill %d", seed, kill)
                        .isEqualTo(137);
            }
        }

        Ended survivor = loadToTheEnd(mirrored);

        assertThat(survivor.lastEvent())
                .as("seed %d", seed)
                .containsEntry("state", "FINISHED")
                .containsEntry("rows", (int) csv.rows())
                .containsEntry("attempts", KILLS + 1);
        site.assertHolds(topic, csv);
        assertThat(Site.attribute(site.item("waybill", job), "state")).isEqualTo("FINISHED");
        assertThat(Site.attribute(site.item("waybill", job), "attempt")).isEqualTo("" + (KILLS + 1));
        long resumedAt = resumedAt(survivor, "byte_offset");
        assertThat(Site.number(survivor.lastEvent(), "bytes_read"))
                .as("seed %d: the last attempt reads what is left from byte %d, and the header", seed, resumedAt)
                .isLessThanOrEqualTo(csv.bytes().length - resumedAt + HEAD_AND_PEEKS);

        assertThat(loadToTheEnd(mirrored[0], mirrored[1]).lastEvent())
                .as("seed %d, and then compared by the verifier", seed)
                .containsEntry("state", "VERIFIED");
    }

    private static long resumedAt(Ended ended, String field) {
        Map<String, Object> resumed = ended.out().stream()
                .filter(line -> line.startsWith("{\"type\":\"resumed\""))
                .map(WaybillProcess::event)
                .findFirst()
                .orElseThrow();
        return Site.number(resumed, field);
    }

    @Test
    void killedWhileVerifyingTheNextLoadVerifiesAgain() {
        CsvGenerator large = new CsvGenerator(32, 150_000);
        String object = site.put(large);
        String[] arguments = {"load", object, "--topic", topic, "--json"};
        try (WaybillProcess first = WaybillProcess.start(site.environment(), arguments)) {
            first.awaitEvent("verifying");
            assertThat(first.kill().lastEvent()).containsEntry("type", "verifying");
        }
        long end = site.end(topic);

        Ended second = WaybillProcess.run(site.environment(), arguments).wasFine();

        assertThat(second.lastEvent())
                .containsEntry("state", "VERIFIED")
                .containsEntry("rows", 150_000)
                .containsEntry("attempts", 1);
        assertThat(site.end(topic)).isEqualTo(end);
    }

    @Test
    void anObjectReplacedBetweenCrashAndResumeIsNeverMixedIn() {
        try (WaybillProcess first = load()) {
            first.awaitCommitted(500);
            first.kill();
        }
        List<String> committed = site.values(topic);
        site.replace(source, new CsvGenerator(33, 14_000).bytes());

        try (WaybillProcess underItsName = load()) {
            underItsName.end().failedWith(ErrorCode.CHECKPOINT_MISMATCH);
        }
        WaybillProcess.run(site.environment(), "load", source, "--topic", topic, "--json")
                .failedWith(ErrorCode.DESTINATION_NOT_EMPTY);

        assertThat(site.values(topic)).isEqualTo(committed);
    }

    @Test
    void sigtermCommitsWhatIsFramedAndTheNextLoadGoesOn() {
        assertStopsAndResumes("TERM", ErrorCode.TERMINATED);
    }

    @Test
    void sigintCommitsWhatIsFramedAndTheNextLoadGoesOn() {
        assertStopsAndResumes("INT", ErrorCode.INTERRUPTED);
    }

    private void assertStopsAndResumes(String signal, ErrorCode code) {
        long committed;
        try (WaybillProcess load = load()) {
            load.awaitCommitted(1_000);
            load.signal(signal);

            Ended stopped = load.end();

            assertThat(stopped.exit()).as(stopped.toString()).isEqualTo(code.exitCode());
            assertThat(stopped.lastEvent()).containsEntry("code", code.name());
            committed = load.committedRows();
            assertThat(String.valueOf(stopped.lastEvent().get("state")))
                    .startsWith(String.format("%,d rows", committed));
        }
        Site.assertHolds(site.values(topic), csv, committed);

        Ended resumed = loadToTheEnd("--verify", "none");

        assertThat(resumedAt(resumed, "rows")).isEqualTo(committed);
        site.assertHolds(topic, csv);
    }

    @Test
    void aSecondSigintLeavesAtOnceAndNothingIsLost() {
        // the broker answers nothing: the first signal waits for its commit
        try (WaybillProcess load = load()) {
            load.awaitCommitted(1_000);
            site.kafka().broker(1).pause();
            try {
                load.signal("INT");
                load.signal("INT");

                long asked = System.nanoTime();
                assertThat(load.end().exit()).isEqualTo(ErrorCode.INTERRUPTED.exitCode());
                assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(3));
            } finally {
                site.kafka().broker(1).resume();
            }
        }

        loadToTheEnd("--verify", "none");

        site.assertHolds(topic, csv);
    }
}
