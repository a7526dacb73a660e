package io.waybill.aws;

import io.waybill.ValueFormat;
import io.waybill.checkpoint.Checkpoint;
import io.waybill.checkpoint.ContentSettings;
import io.waybill.checkpoint.Delivered;
import io.waybill.checkpoint.Destination;
import io.waybill.checkpoint.JobIdentity;
import io.waybill.csv.CsvDialect;
import io.waybill.csv.Position;
import io.waybill.source.SourceObject;
import io.waybill.source.StoredChecksum;
import io.waybill.source.StoredChecksum.Algorithm;
import java.time.Instant;
import java.util.List;

/** Checkpoints of one job to mirror. */
final class Checkpoints {
    private static final JobIdentity IDENTITY = new JobIdentity(
            "csv-job-1",
            new SourceObject("s3://bucket/orders.csv", "", "etag", 1_000_000, StoredChecksum.NONE),
            new Destination("cluster", "orders", "topic-id", 3),
            new ContentSettings(CsvDialect.DEFAULT, ValueFormat.RAW));

    private Checkpoints() {}

    /** After so many transactions of 100 rows of 10 bytes each, one of them rejected per transaction. */
    static Checkpoint after(long transactions) {
        StoredChecksum checksum = new StoredChecksum(Algorithm.CRC64NVME, transactions);
        return Checkpoint.none(IDENTITY, 0, checksum)
                .ownedBy(2, 1)
                .at(new Position(0, transactions * 1_000, transactions * 100, 0), checksum)
                .committedWith(
                        new Delivered(transactions * 99, 0, 0, transactions * 101, "digest", "chain", List.of()),
                        transactions,
                        Instant.parse("2026-01-02T03:04:05Z"));
    }
}
