package io.waybill.cli;

import io.waybill.checkpoint.Checkpoint;
import io.waybill.job.Receipt;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code waybill status}: where a job stands, by its newest checkpoint. */
@Command(name = "status", description = "Show where a job stands, by its newest checkpoint. Touches nothing.")
final class StatusCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private JobOptions job = new JobOptions();

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        long start = System.nanoTime();
        Checkpoint checkpoint = new JobLookup(job, kafka).checkpoint();
        PrintWriter out = spec.commandLine().getOut();
        if (output.json()) {
            Map<String, Object> fields = Summary.fields(new Receipt(checkpoint), start);
            fields.put("size", checkpoint.identity().source().size());
            fields.put("time", checkpoint.time().toString());
            new Events(out).print("summary", fields);
        } else {
            long size = checkpoint.identity().source().size();
            double share = size == 0 ? 100 : 100.0 * checkpoint.position().byteOffset() / size;
            out.printf(
                    Locale.ROOT,
                    "job %s: %s, %,d rows committed, byte %,d of %,d (%.1f %%), attempt %d, last checkpoint %s%n",
                    checkpoint.job(),
                    checkpoint.state(),
                    checkpoint.position().rows(),
                    checkpoint.position().byteOffset(),
                    size,
                    share,
                    checkpoint.attempt(),
                    checkpoint.time());
            out.flush();
        }
        return 0;
    }
}
