package io.waybill.cli;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.checkpoint.Checkpoint;
import io.waybill.job.CommitPolicy;
import io.waybill.job.Connections;
import io.waybill.job.Job;
import io.waybill.job.JobSpec;
import io.waybill.job.Progress;
import io.waybill.job.Receipt;
import io.waybill.job.StopRequest;
import io.waybill.source.ObjectReader;
import io.waybill.source.ReadWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code waybill load}: begins a job, or goes on with it; a finished one prints its receipt. */
@Command(
        name = "load",
        description =
                "Load a CSV object into a topic partition. Run it again to resume; a finished job prints its receipt.")
final class LoadCommand implements Callable<Integer>, ReportsState {
    private enum Verification {
        FULL,
        NONE
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private JobOptions job = new JobOptions();

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private MirrorOptions mirror = new MirrorOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(
            names = "--append",
            fallbackValue = "true",
            description = "Write after the records that the partition already holds.")
    private boolean append;

    @Option(
            names = "--create-topic",
            fallbackValue = "true",
            description = "Create the topic where it is missing; an existing one is used as it is.")
    private boolean createTopic;

    @Option(
            names = "--rows-per-transaction",
            paramLabel = "N",
            description = "Commit after every N rows, instead of 1 s or 64 MiB.")
    private @Nullable Long rowsPerTransaction;

    @Option(
            names = "--transaction-interval",
            paramLabel = "TIME",
            description = "Commit at the latest after this time (1s).")
    private @Nullable Duration transactionInterval;

    @Option(
            names = "--verify",
            paramLabel = "full|none",
            defaultValue = "full",
            description = "Compare every row with the source at the end (${DEFAULT-VALUE}).")
    private Verification verification = Verification.FULL;

    @Option(names = "--receipt", paramLabel = "FILE", description = "Write the receipt there, as JSON.")
    private @Nullable Path receiptFile;

    private @Nullable Job running;

    @Override
    public Integer call() {
        long start = System.nanoTime();
        requireFolderOfReceipt();
        JobSpec wanted = jobSpec();
        StopRequest stop = new StopRequest();
        Signals.request(stop);
        try (ObjectReader source = Sources.open(job.source(), kafka.deadline())) {
            Terminal terminal = new Terminal(
                    spec.commandLine().getErr(),
                    Terminal.isInteractive(),
                    source.object().size());
            Events events = new Events(spec.commandLine().getOut());
            Progress progress = output.json() ? new EventProgress(events, source::bytesRead) : terminal;
            Job started = new Job(wanted, new Connections(kafka.clients(), source, mirror::open, progress, stop));
            running = started;
            Receipt receipt;
            try {
                receipt = started.run();
            } finally {
                terminal.end();
            }
            write(receipt);
            if (output.json()) {
                Map<String, Object> summary = Summary.fields(receipt, start);
                summary.put("bytes_read", source.bytesRead());
                summary.putAll(ProcessCost.fields());
                events.print("summary", summary);
            } else {
                Summary.print(spec.commandLine().getOut(), receipt);
            }
            return 0;
        }
    }

    private JobSpec jobSpec() {
        return new JobSpec(
                new JobSpec.Target(
                        job.job(), job.topic(), job.partition(), kafka.checkpointTopic(), append, createTopic),
                job.content().settings(),
                commitPolicy(),
                ReadWindow.DEFAULT,
                verification == Verification.FULL,
                kafka.deadline());
    }

    private CommitPolicy commitPolicy() {
        if (rowsPerTransaction != null && rowsPerTransaction < 1) {
            throw new WaybillException(
                    ErrorCode.USAGE,
                    "--rows-per-transaction " + rowsPerTransaction + " is not possible.",
                    "Give 1 or more, or leave it out.");
        }
        CommitPolicy policy =
                rowsPerTransaction == null ? CommitPolicy.DEFAULT : CommitPolicy.everyRows(rowsPerTransaction);
        return transactionInterval == null
                ? policy
                : new CommitPolicy(transactionInterval, policy.bytes(), policy.rows());
    }

    /** Better now than after the last row. */
    private void requireFolderOfReceipt() {
        if (receiptFile != null
                && !Files.isDirectory(receiptFile.toAbsolutePath().resolveSibling(""))) {
            throw new WaybillException(
                    ErrorCode.USAGE,
                    "There is no folder for the receipt " + receiptFile + ".",
                    "Create it, or name another file with --receipt.");
        }
    }

    private void write(Receipt receipt) {
        if (receiptFile == null) {
            return;
        }
        try {
            Files.writeString(receiptFile, receipt.toJson() + "\n");
        } catch (IOException e) {
            throw new WaybillException(
                    ErrorCode.OUTPUT_NOT_WRITTEN,
                    "The receipt cannot be written to " + receiptFile + ": " + e,
                    "The job is done; run again when there is room, or have its receipt printed by 'waybill receipt --job "
                            + receipt.checkpoint().job() + "'.",
                    e);
        }
    }

    @Override
    public String state() {
        Job started = running;
        if (started == null || started.lastCommitted().isEmpty()) {
            return "This run has written nothing; it is safe to run again.";
        }
        Checkpoint last = started.lastCommitted().get();
        return String.format(
                Locale.ROOT,
                "%,d rows (to byte %,d) of job %s are committed, exactly once; it is safe to run the same command again.",
                last.position().rows(),
                last.position().byteOffset(),
                last.job());
    }
}
