package io.waybill.cli;

import io.waybill.job.Receipt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code waybill receipt}: what a job did, rebuilt from Kafka alone. */
@Command(name = "receipt", description = "Print the receipt of a job as JSON, rebuilt from Kafka alone.")
final class ReceiptCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private JobOptions job = new JobOptions();

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Override
    public Integer call() {
        Receipt receipt = new Receipt(new JobLookup(job, kafka).checkpoint());
        spec.commandLine().getOut().println(receipt.toJson());
        spec.commandLine().getOut().flush();
        return 0;
    }
}
