package io.waybill.job;

import io.waybill.ValueFormat;
import io.waybill.checkpoint.CheckpointMirror;
import io.waybill.checkpoint.ContentSettings;
import io.waybill.checkpoint.Lease;
import io.waybill.checkpoint.Mirroring;
import io.waybill.csv.CsvDialect;
import io.waybill.kafka.KafkaClients;
import io.waybill.source.FileObjectReader;
import io.waybill.source.ObjectReader;
import io.waybill.source.ReadWindow;
import io.waybill.testing.Broker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A job as the tests run it: into partition 0, JSON, 100 rows per transaction, verified; the rest as a test says. */
final class TestJob {
    private final ObjectReader source;
    private final String topic;
    private String name = "";
    private String checkpointTopic = "waybill.checkpoints";
    private int partition;
    private ValueFormat value = ValueFormat.JSON;
    private CsvDialect dialect = CsvDialect.DEFAULT;
    private CommitPolicy commits = CommitPolicy.everyRows(100);
    private ReadWindow window = new ReadWindow(16 << 10, 2);
    private boolean verify = true;
    private boolean append;
    private boolean createTopic;
    private Progress progress = Progress.NONE;
    private CheckpointMirror mirror = CheckpointMirror.NONE;
    private final StopRequest stop = new StopRequest();
    private Duration deadline = Broker.DEADLINE;
    private KafkaClients kafka = Broker.clients();

    TestJob(ObjectReader source, String topic) {
        this.source = source;
        this.topic = topic;
    }

    static TestJob of(Path file, String topic) {
        return new TestJob(FileObjectReader.open(file), topic);
    }

    TestJob named(String job) {
        name = job;
        return this;
    }

    TestJob checkpointsIn(String other) {
        checkpointTopic = other;
        return this;
    }

    TestJob partition(int other) {
        partition = other;
        return this;
    }

    TestJob raw() {
        value = ValueFormat.RAW;
        return this;
    }

    TestJob dialect(CsvDialect other) {
        dialect = other;
        return this;
    }

    TestJob commits(CommitPolicy other) {
        commits = other;
        return this;
    }

    TestJob window(ReadWindow other) {
        window = other;
        return this;
    }

    TestJob unverified() {
        verify = false;
        return this;
    }

    TestJob append() {
        append = true;
        return this;
    }

    TestJob createTopic() {
        createTopic = true;
        return this;
    }

    TestJob watchedBy(Progress watcher) {
        progress = watcher;
        return this;
    }

    TestJob mirroredIn(CheckpointMirror other) {
        mirror = other;
        return this;
    }

    TestJob within(Duration other) {
        deadline = other;
        return this;
    }

    TestJob clientSettings(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(kafka.settings());
        settings.putAll(more);
        kafka = new KafkaClients(settings);
        return this;
    }

    StopRequest stop() {
        return stop;
    }

    Receipt run() {
        JobSpec spec = new JobSpec(
                new JobSpec.Target(name, topic, partition, checkpointTopic, append, createTopic),
                new ContentSettings(dialect, value),
                commits,
                window,
                verify,
                deadline);
        Mirroring mirroring = new Mirroring(mirror, Lease.NONE);
        return new Job(spec, new Connections(kafka, source, job -> mirroring, progress, stop)).run();
    }
}
