package io.waybill.testing;

import io.waybill.ValueFormat;
import io.waybill.checkpoint.Checkpoint;
import io.waybill.checkpoint.ContentSettings;
import io.waybill.checkpoint.Destination;
import io.waybill.checkpoint.JobIdentity;
import io.waybill.csv.CsvDialect;
import io.waybill.csv.Position;
import io.waybill.source.SourceObject;
import io.waybill.source.StoredChecksum;
import io.waybill.source.StoredChecksum.Algorithm;

/** Made-up checkpoints for tests that do not care where they come from. */
public final class Checkpoints {
    /** JSON of the default dialect. */
    public static final ContentSettings JSON = new ContentSettings(CsvDialect.DEFAULT, ValueFormat.JSON);

    private Checkpoints() {}

    /** A job that has not begun, into offset 0 of partition 0 of a topic. */
    public static Checkpoint none(String job, String topic) {
        SourceObject source = new SourceObject("s3://bucket/rows.csv", "v1", "etag", 1000, StoredChecksum.NONE);
        JobIdentity identity = new JobIdentity(job, source, new Destination("cluster", topic, "topic-id", 0), JSON);
        return Checkpoint.none(identity, 0, new StoredChecksum(Algorithm.CRC32C, 0));
    }

    /** The same job, so many rows later. */
    public static Checkpoint at(Checkpoint before, long rows) {
        return before.at(new Position(0, rows * 10, rows, 0), new StoredChecksum(Algorithm.CRC32C, rows));
    }
}
