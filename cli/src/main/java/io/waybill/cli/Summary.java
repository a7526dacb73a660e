package io.waybill.cli;

import io.waybill.checkpoint.Checkpoint;
import io.waybill.checkpoint.Delivered;
import io.waybill.checkpoint.Proof;
import io.waybill.job.Receipt;
import io.waybill.job.StageReport;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A receipt as the last thing that a command prints: an event, or a few lines for a person. */
public final class Summary {
    private Summary() {}

    /**
     * The fields of the summary event.
     *
     * @param startNanos {@link System#nanoTime()} when the command began
     */
    public static Map<String, Object> fields(Receipt receipt, long startNanos) {
        Checkpoint checkpoint = receipt.checkpoint();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("job", checkpoint.job());
        fields.put("state", checkpoint.state().name());
        fields.put("rows", checkpoint.position().rows());
        fields.put("bytes", checkpoint.position().byteOffset());
        fields.put("attempts", checkpoint.attempt());
        fields.put("first_offset", checkpoint.delivered().firstOffset());
        fields.put("last_offset", checkpoint.delivered().lastOffset());
        fields.put("verified", receipt.isVerified());
        fields.put("seconds", Math.round((System.nanoTime() - startNanos) / 1e7) / 100.0);
        if (!receipt.load().equals(StageReport.NONE)) {
            fields.put("load", receipt.load().fields());
        }
        return fields;
    }

    /** The lines for a person. */
    public static void print(PrintWriter out, Receipt receipt) {
        Checkpoint checkpoint = receipt.checkpoint();
        Delivered delivered = checkpoint.delivered();
        out.println("Receipt of job " + checkpoint.job());
        line(
                out,
                "state",
                receipt.isVerified()
                        ? "VERIFIED, every row compared with the source"
                        : checkpoint.state().name());
        line(out, "source", checkpoint.identity().source().identity());
        line(
                out,
                "destination",
                checkpoint.identity().destination() + " of cluster "
                        + checkpoint.identity().destination().clusterId());
        line(
                out,
                "rows",
                number(checkpoint.position().rows()) + " in "
                        + number(checkpoint.position().byteOffset()) + " bytes, "
                        + number(checkpoint.position().blank()) + " blank lines passed over");
        line(
                out,
                "committed",
                number(checkpoint.transaction()) + " transactions in " + checkpoint.attempt() + " attempt"
                        + (checkpoint.attempt() == 1 ? "" : "s"));
        line(
                out,
                "offsets",
                delivered.records() == 0
                        ? "none"
                        : "first " + number(delivered.firstOffset()) + ", last " + number(delivered.lastOffset()));
        if (receipt.isVerified()) {
            Proof proof = checkpoint.proof();
            line(
                    out,
                    "",
                    number(receipt.endOffset()) + " - " + number(delivered.startOffset()) + " = "
                            + number(delivered.records()) + " records + " + number(proof.markers()) + " markers + "
                            + number(proof.aborted()) + " aborted");
        }
        line(
                out,
                "checksum",
                checkpoint.checksum().algorithm() + " "
                        + Long.toHexString(checkpoint.checksum().value()));
        line(out, "digest chain", delivered.chain());
        out.flush();
    }

    private static void line(PrintWriter out, String name, String value) {
        out.printf(Locale.ROOT, "  %-13s %s%n", name, value);
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
