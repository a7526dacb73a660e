package io.waybill.cli;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.checkpoint.Checkpoint;
import io.waybill.checkpoint.JobState;
import io.waybill.job.Progress;
import io.waybill.job.Receipt;
import io.waybill.kafka.KafkaClients;
import io.waybill.source.ObjectReader;
import io.waybill.verify.VerificationReport;
import io.waybill.verify.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code waybill verify}: compares topic and source again, by the receipt or by the job's checkpoint. Writes nothing. */
@Command(
        name = "verify",
        description =
                "Compare every row of a finished job with the source again: by its receipt, its name, or its source"
                        + " and topic. Writes nothing.")
final class VerifyCommand implements Callable<Integer>, ReportsState {
    @Spec
    private CommandSpec spec;

    @Mixin
    private JobOptions job = new JobOptions();

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(names = "--receipt", paramLabel = "FILE", description = "The receipt that load has written.")
    private @Nullable Path receiptFile;

    @Override
    public Integer call() {
        long start = System.nanoTime();
        Checkpoint finished = receiptFile == null ? new JobLookup(job, kafka).checkpoint() : fromFile(receiptFile);
        KafkaClients clients = kafka.clients();
        Events events = new Events(spec.commandLine().getOut());
        try (Admin admin = clients.admin();
                ObjectReader source = source(finished)) {
            Terminal terminal = new Terminal(
                    spec.commandLine().getErr(),
                    Terminal.isInteractive(),
                    source.object().size());
            Progress progress = output.json() ? new EventProgress(events, source::bytesRead) : terminal;
            VerificationReport report = new Verifier(clients, admin, source, kafka.deadline())
                    .verify(
                            finished,
                            rows -> progress.verified(rows, finished.position().rows()));
            terminal.end();
            report.requireNoDifference();
            print(new Receipt(verified(finished, report)), events, start);
            return 0;
        }
    }

    private void print(Receipt receipt, Events events, long start) {
        if (output.json()) {
            events.print("summary", Summary.fields(receipt, start));
        } else {
            Summary.print(spec.commandLine().getOut(), receipt);
        }
    }

    private ObjectReader source(Checkpoint finished) {
        return job.hasSource()
                ? Sources.open(job.source(), kafka.deadline())
                : Sources.reopen(finished.identity().source(), kafka.deadline());
    }

    private static Checkpoint verified(Checkpoint finished, VerificationReport report) {
        return finished.state() == JobState.VERIFIED ? finished : finished.verified(report.proof());
    }

    private static Checkpoint fromFile(Path file) {
        try {
            return Receipt.parse(Files.readAllBytes(file)).checkpoint();
        } catch (IOException e) {
            throw new WaybillException(
                    ErrorCode.USAGE,
                    "The receipt " + file + " cannot be read: " + e,
                    "Give the file load has written.",
                    e);
        }
    }

    @Override
    public String state() {
        return "Verification writes nothing; it is safe to run again.";
    }
}
