package io.waybill.job;

import io.waybill.checkpoint.ContentSettings;
import io.waybill.checkpoint.Destination;
import io.waybill.source.SourceObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The name under which a job's checkpoints are kept: given by the user, or derived from what the job is. */
public record JobId(String value) {
    private static final int DERIVED_BYTES = 10;

    public JobId {
        if (!value.matches("[A-Za-z0-9._-]{1,200}")) {
            throw new IllegalArgumentException(
                    "a job id has 1 to 200 letters, digits, dots, dashes or underscores: " + value);
        }
    }

    /** The same for the same object version, destination and content settings; another for any other. */
    public static JobId derive(SourceObject source, Destination destination, ContentSettings content) {
        String all = String.join(
                "\n",
                source.uri(),
                source.identity(),
                destination.clusterId(),
                destination.topic(),
                Integer.toString(destination.partition()),
                content.describe());
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return new JobId("job-" + HexFormat.of().formatHex(hash, 0, DERIVED_BYTES));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The producer's transactional id, the same over all attempts: that is what fences. */
    public String transactionalId() {
        return "waybill." + value;
    }

    @Override
    public String toString() {
        return value;
    }
}
