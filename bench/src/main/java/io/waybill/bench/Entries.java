package io.waybill.bench;

import io.waybill.ValueFormat;
import io.waybill.job.CommitPolicy;
import io.waybill.sandbox.LoaderLaunch;
import io.waybill.testkit.ServerJars;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes the {@link Entry} of each contestant: same rows, same topic settings, same producer settings, same heap. */
final class Entries {
    /** Rows for who waits for each: a few seconds are enough. */
    private static final long WAIT_EACH_ROWS = 5_000;

    private static final String PERF_TEST = "org.apache.kafka.tools.ProducerPerformance";

    private final Course course;
    private final List<String> jvmFlags;

    Entries(Course course) {
        this.course = course;
        this.jvmFlags = LoaderLaunch.likeThisJvm(List.of(), Map.of()).jvmFlags();
    }

    Entry of(Contestant contestant, String topic) throws IOException {
        return switch (contestant) {
            case RAW, JSON -> load(contestant.format(), topic);
            case VERIFY -> verify(topic);
            case PERF_TEST_RAW, PERF_TEST_JSON -> perfTest(contestant.format(), topic, transactions(topic));
            case PERF_TEST_PLAIN -> perfTest(contestant.format(), topic, List.of());
            case WAYBILL_PLAIN -> untransacted(Sending.STREAMED, topic, course.settingsFile(), rows());
            case WAIT_EACH -> untransacted(Sending.WAIT_EACH, topic, noLinger(), Math.min(rows(), WAIT_EACH_ROWS));
            case KCAT -> new Kcat(course).entry(topic);
        };
    }

    private long rows() {
        return course.size().rows();
    }

    private Entry load(ValueFormat format, String topic) {
        return new Entry(command("load", format, topic, "--verify", "none"), new LoadClock(System::nanoTime), rows());
    }

    private Entry verify(String topic) {
        return new Entry(command("verify", ValueFormat.RAW, topic), new VerifyClock(System::nanoTime), rows());
    }

    private ProcessBuilder command(String name, ValueFormat format, String topic, String... further) {
        List<String> arguments = new ArrayList<>(List.of(
                name,
                course.object().toString(),
                "--topic",
                topic,
                "--value",
                format.name().toLowerCase(Locale.ROOT),
                "--json"));
        arguments.addAll(List.of(further));
        return new LoaderLaunch(arguments, course.site().environment(), jvmFlags, ProcessBuilder.Redirect.PIPE)
                .processBuilder();
    }

    /** Committed as often as Waybill commits. */
    private static List<String> transactions(String topic) {
        return List.of(
                "--transactional-id",
                topic,
                "--transaction-duration-ms",
                Long.toString(CommitPolicy.DEFAULT.interval().toMillis()));
    }

    private Entry perfTest(ValueFormat format, String topic, List<String> further) {
        List<String> arguments = new ArrayList<>(List.of(
                "--topic",
                topic,
                "--num-records",
                Long.toString(rows()),
                "--throughput",
                "-1",
                "--payload-file",
                course.sample(format).file().toString(),
                "--command-config",
                course.settingsFile().toString()));
        arguments.addAll(further);
        JavaProgram perfTest = new JavaProgram(ServerJars.of("kafka").classPath(), PERF_TEST, arguments, Map.of());
        return new Entry(perfTest.processBuilder(jvmFlags), new PerfTestClock(), rows());
    }

    private Entry untransacted(Sending sending, String topic, Path settings, long rows) {
        List<String> arguments =
                List.of(sending.name(), course.object().toString(), topic, settings.toString(), Long.toString(rows));
        JavaProgram load = JavaProgram.ours(
                UntransactedLoad.class, arguments, course.site().environment());
        return new Entry(load.processBuilder(jvmFlags), new SummaryClock(), rows);
    }

    /** Who waits for each record gains nothing by waiting for a batch to fill. */
    private Path noLinger() throws IOException {
        return course.settings().with("linger.ms", "0").writeTo(course.folder().resolve("no-linger.properties"));
    }
}
