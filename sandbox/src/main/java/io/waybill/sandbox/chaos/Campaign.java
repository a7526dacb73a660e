package io.waybill.sandbox.chaos;

import io.waybill.aws.DynamoDbMirror;
import io.waybill.aws.MirrorTable;
import io.waybill.aws.S3Location;
import io.waybill.checkpoint.ContentSettings;
import io.waybill.csv.CsvDialect;
import io.waybill.sandbox.chaos.Loader.Command;
import io.waybill.sandbox.chaos.Scene.Names;
import io.waybill.sandbox.check.Checker;
import io.waybill.sandbox.check.Outcome;
import io.waybill.sandbox.check.Subject;
import io.waybill.sandbox.check.Witness;
import io.waybill.source.ObjectReader;
import io.waybill.testkit.CsvGenerator;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Runs on one site and one object, each with a topic and a job of its own, watched and checked. For one thread.
 */
final class Campaign implements AutoCloseable {
    private static final S3Location OBJECT = S3Location.parse("s3://waybill-chaos/rows.csv");
    private static final List<String> JVM =
            List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError");
    private static final List<String> QUIET =
            List.of("-Xlog:disable", "-Xlog:all=error:stderr"); // stdout is for events
    private static final Duration READERS_WAIT = Duration.ofSeconds(60);

    private final ChaosSite site;
    private final Path folder;
    private final ObjectReader source;

    private Campaign(ChaosSite site, Path folder, ObjectReader source) {
        this.site = site;
        this.folder = folder;
        this.source = source;
    }

    /** Starts the servers and puts the object there. */
    static Campaign start(int brokers, long rows, Path folder) throws InterruptedException, IOException {
        Path csv = folder.resolve("rows.csv");
        new CsvGenerator(1, rows).writeTo(csv);
        ChaosSite site = ChaosSite.start(brokers, folder);
        try {
            site.upload(OBJECT, csv);
            new MirrorTable(site.tables(), MirrorTable.DEFAULT_NAME).create();
            Campaign campaign = new Campaign(site, folder, site.open(OBJECT));
            campaign.rehearse(rows);
            return campaign;
        } catch (RuntimeException | InterruptedException | IOException e) {
            site.close();
            throw e;
        }
    }

    /**
     * A run without a fault. It must be right, or no other run says anything; and its classes are kept, so that the many
     * loaders to come start fast. The JVM keeps those of jars only, which a build's tests do not have.
     */
    private void rehearse(long rows) throws InterruptedException, IOException {
        Plan calm = Plan.of(new SplittableRandom(0), 0, rows, List.of());
        RunResult result = run("rehearsal", calm, sharing("-XX:ArchiveClassesAtExit="));
        if (!result.survived()) {
            throw new IllegalStateException("even a load without any fault goes wrong here: " + result.describe());
        }
    }

    private List<String> sharing(String flag) {
        boolean jars = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .allMatch(entry -> entry.endsWith(".jar"));
        return jars ? List.of(flag + folder.resolve("loader.jsa")) : List.of();
    }

    /**
     * One run, from a new topic to the checked outcome.
     *
     * @param name of the run, not used before on this site
     */
    RunResult run(String name, Plan plan) throws InterruptedException, IOException {
        return run(name, plan, sharing("-XX:SharedArchiveFile="));
    }

    private RunResult run(String name, Plan plan, List<String> classSharing) throws InterruptedException, IOException {
        Names names = Names.of(name);
        createTopics(names);
        Path ownFolder = Files.createDirectories(folder.resolve(name));
        Path receipt = ownFolder.resolve("receipt.json");
        Subject subject = subject(names, plan, receipt);
        List<String> jvm =
                Stream.of(JVM, QUIET, classSharing).flatMap(List::stream).toList();
        Command command = new Command(arguments(names, plan, receipt), site.environment(), jvm, ownFolder);
        try (Scene scene = new Scene(site, names, command);
                Witness witness = Witness.start(subject)) {
            ChaosRun run = new ChaosRun(plan, scene);
            Outcome outcome = run.run();
            return run.result(Checker.check(subject, outcome, witness.end()));
        }
    }

    private void createTopics(Names names) throws InterruptedException {
        try {
            site.admin()
                    .createTopics(List.of(
                            new NewTopic(names.topic(), Optional.of(1), Optional.empty()),
                            new NewTopic(names.checkpointTopic(), Optional.of(1), Optional.empty())
                                    .configs(Subject.HISTORY_TOPIC)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the topics of a run cannot be created", e);
        }
    }

    private Subject subject(Names names, Plan plan, Path receipt) {
        return new Subject(
                names.job(),
                site.directClients(),
                new Subject.Places(names.topic(), 0, 0, names.checkpointTopic()),
                source,
                new ContentSettings(CsvDialect.DEFAULT, plan.value()),
                new DynamoDbMirror(new MirrorTable(site.tables(), MirrorTable.DEFAULT_NAME)),
                receipt,
                READERS_WAIT);
    }

    private static List<String> arguments(Names names, Plan plan, Path receipt) {
        return List.of(
                "load",
                OBJECT.toString(),
                "--topic=" + names.topic(),
                "--job=" + names.job(),
                "--checkpoint-topic=" + names.checkpointTopic(),
                "--value=" + plan.value().name().toLowerCase(Locale.ROOT),
                "--rows-per-transaction=" + plan.rowsPerTransaction(),
                "--mirror=dynamodb",
                "--lease-duration=1s",
                "--deadline=30s",
                "--receipt=" + receipt,
                "--json");
    }

    @Override
    public void close() {
        source.close();
        site.close();
    }
}
