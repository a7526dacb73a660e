package io.waybill.cli;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.job.JobId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which job: by its name, or by what it is. */
final class JobOptions {
    @Parameters(
            arity = "0..1",
            paramLabel = "SOURCE",
            description = "s3://BUCKET/KEY, with ?versionId=ID for a certain version, or a local file.")
    private @Nullable String source;

    @Option(
            names = {"-t", "--topic"},
            paramLabel = "TOPIC",
            description = "The destination.")
    private @Nullable String topic;

    @Option(
            names = "--partition",
            paramLabel = "N",
            defaultValue = "0",
            description = "The destination's partition (${DEFAULT-VALUE}).")
    private int partition;

    @Option(
            names = "--job",
            paramLabel = "NAME",
            description = "The job's name. Without it, a hash of object version, destination and content settings.")
    private String job = "";

    @Mixin
    private ContentOptions content = new ContentOptions();

    boolean hasSource() {
        return source != null;
    }

    String source() {
        return require(source, "No source is named.", "Give s3://BUCKET/KEY or a local file.");
    }

    String topic() {
        return require(topic, "No topic is named.", "Give --topic TOPIC.");
    }

    private static String require(@Nullable String given, String what, String fix) {
        if (given == null) {
            throw new WaybillException(ErrorCode.USAGE, what, fix);
        }
        return given;
    }

    int partition() {
        if (partition < 0) {
            throw new WaybillException(
                    ErrorCode.USAGE, "There is no partition " + partition + ".", "Partitions count from 0.");
        }
        return partition;
    }

    /** Empty when none is given. */
    String job() {
        try {
            return job.isEmpty() ? "" : new JobId(job).value();
        } catch (IllegalArgumentException e) {
            throw new WaybillException(
                    ErrorCode.USAGE,
                    "'" + job + "' cannot be a job's name.",
                    "Give --job 1 to 200 letters, digits, dots, dashes or underscores.",
                    e);
        }
    }

    ContentOptions content() {
        return content;
    }
}
