package io.waybill.job;

import com.fasterxml.jackson.jr.ob.JSON;
import io.waybill.checkpoint.Checkpoint;
import io.waybill.checkpoint.CheckpointJson;
import io.waybill.checkpoint.Delivered;
import io.waybill.checkpoint.JobState;
import io.waybill.checkpoint.Proof;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a job did over all its attempts, with the proofs. But for the last part it is made from the checkpoint alone, so
 * that it can be had again from Kafka whenever it is lost. Its JSON form is described by {@code receipt.schema.json}.
 *
 * @param load where the time went in the process that finished the load; unknown to receipts made later
 */
public record Receipt(Checkpoint checkpoint, StageReport load) {
    /** Made from the checkpoint alone. */
    public Receipt(Checkpoint checkpoint) {
        this(checkpoint, StageReport.NONE);
    }

    /** How far the job is. */
    public JobState state() {
        return checkpoint.state();
    }

    /** Reads the JSON form. */
    public static Receipt parse(byte[] json) {
        return new Receipt(CheckpointJson.read(json));
    }

    /** Whether every row was compared with the source. */
    public boolean isVerified() {
        return checkpoint.state() == JobState.VERIFIED;
    }

    /** The offset after the job's last record and the marker that committed it. */
    public long endOffset() {
        Delivered delivered = checkpoint.delivered();
        return delivered.lastOffset() < 0 ? delivered.startOffset() : delivered.lastOffset() + 2;
    }

    /** The JSON form as a map, in the order of writing. */
    public Map<String, Object> fields() {
        Map<String, Object> json = CheckpointJson.fields(checkpoint);
        json.put("rows", checkpoint.position().rows());
        json.put("bytes", checkpoint.position().byteOffset());
        json.put("attempts", checkpoint.attempt());
        json.put("verified", isVerified());
        json.put("offsets", offsets());
        if (!load.equals(StageReport.NONE)) {
            json.put("load", load.fields());
        }
        return json;
    }

    /** {@code end - start = records + markers + aborted}; the last two are known after verification. */
    private Map<String, Object> offsets() {
        Delivered delivered = checkpoint.delivered();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("start", delivered.startOffset());
        json.put("first", delivered.firstOffset());
        json.put("last", delivered.lastOffset());
        json.put("end", endOffset());
        json.put("records", delivered.records());
        if (isVerified()) {
            Proof proof = checkpoint.proof();
            json.put("markers", proof.markers());
            json.put("aborted", proof.aborted());
            json.put(
                    "aborted_ranges",
                    proof.abortedRanges().stream()
                            .map(range -> List.of(range.start(), range.end()))
                            .toList());
        }
        return json;
    }

    /** The JSON form, indented. */
    public String toJson() {
        try {
            return JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(fields());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
