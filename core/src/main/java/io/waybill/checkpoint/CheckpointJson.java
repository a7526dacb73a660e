package io.waybill.checkpoint;

import com.fasterxml.jackson.jr.ob.JSON;
import io.waybill.ErrorCode;
import io.waybill.ValueFormat;
import io.waybill.WaybillException;
import io.waybill.csv.CsvDialect;
import io.waybill.csv.Position;
import io.waybill.source.SourceObject;
import io.waybill.source.StoredChecksum;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The value of a record of the checkpoint topic: JSON with a format version, so that a newer Waybill can read an older one. */
public final class CheckpointJson {
    static final int FORMAT = 1;

    private CheckpointJson() {}

    static byte[] write(Checkpoint checkpoint) {
        try {
            return JSON.std.asBytes(fields(checkpoint));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The fields in the order of writing; the receipt shows them, too. */
    public static Map<String, Object> fields(Checkpoint checkpoint) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("job", checkpoint.job());
        json.put("state", checkpoint.state().name());
        json.put("transaction", checkpoint.transaction());
        json.put("attempt", checkpoint.attempt());
        json.put("lease_token", checkpoint.leaseToken());
        json.put("source", source(checkpoint.identity().source()));
        json.put("destination", destination(checkpoint.identity().destination()));
        json.put("content", content(checkpoint.identity().content()));
        json.put("position", position(checkpoint.position()));
        json.put("checksum", checksum(checkpoint.checksum()));
        json.put("delivered", delivered(checkpoint.delivered()));
        if (checkpoint.state() == JobState.VERIFIED) {
            json.put("proof", proof(checkpoint.proof()));
        }
        if (checkpoint.state() == JobState.FAILED) {
            json.put("failure", checkpoint.failure());
        }
        json.put("time", checkpoint.time().toString());
        return json;
    }

    /**
     * Reads what {@link #fields} wrote, further fields ignored.
     *
     * @throws WaybillException CHECKPOINT_MISMATCH
     */
    public static Checkpoint read(byte[] value) {
        Fields json = Fields.parse(value);
        long format = json.number("format");
        if (format != FORMAT) {
            throw new WaybillException(
                    ErrorCode.CHECKPOINT_MISMATCH,
                    "The checkpoint has format " + format + "; this Waybill reads format " + FORMAT + ".",
                    "Go on with the version of Waybill that wrote it, or a newer one.");
        }
        try {
            return checkpoint(json);
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException | IndexOutOfBoundsException e) {
            throw new WaybillException(
                    ErrorCode.CHECKPOINT_MISMATCH,
                    "The checkpoint has a value that this Waybill does not know: " + e.getMessage(),
                    "Go on with the version of Waybill that wrote it; if none did, find the other writer of the topic.",
                    e);
        }
    }

    private static Checkpoint checkpoint(Fields json) {
        JobState state = JobState.valueOf(json.text("state"));
        return new Checkpoint(
                new JobIdentity(
                        json.text("job"),
                        source(json.object("source")),
                        destination(json.object("destination")),
                        content(json.object("content"))),
                state,
                json.number("transaction"),
                Math.toIntExact(json.number("attempt")),
                json.number("lease_token"),
                position(json.object("position")),
                checksum(json.object("checksum")),
                delivered(json.object("delivered")),
                state == JobState.VERIFIED ? proof(json.object("proof")) : Proof.NONE,
                state == JobState.FAILED ? json.text("failure") : "",
                Instant.parse(json.text("time")));
    }

    private static Map<String, Object> source(SourceObject source) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("uri", source.uri());
        json.put("version", source.version());
        json.put("etag", source.etag());
        json.put("size", source.size());
        json.put("checksum", checksum(source.checksum()));
        return json;
    }

    private static SourceObject source(Fields json) {
        return new SourceObject(
                json.text("uri"),
                json.text("version"),
                json.text("etag"),
                json.number("size"),
                checksum(json.object("checksum")));
    }

    private static Map<String, Object> checksum(StoredChecksum checksum) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("algorithm", checksum.algorithm().name());
        json.put("value", Long.toHexString(checksum.value()));
        return json;
    }

    private static StoredChecksum checksum(Fields json) {
        return new StoredChecksum(
                StoredChecksum.Algorithm.valueOf(json.text("algorithm")),
                Long.parseUnsignedLong(json.text("value"), 16));
    }

    private static Map<String, Object> destination(Destination destination) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("cluster", destination.clusterId());
        json.put("topic", destination.topic());
        json.put("topic_id", destination.topicId());
        json.put("partition", destination.partition());
        return json;
    }

    private static Destination destination(Fields json) {
        return new Destination(
                json.text("cluster"),
                json.text("topic"),
                json.text("topic_id"),
                Math.toIntExact(json.number("partition")));
    }

    private static Map<String, Object> content(ContentSettings content) {
        CsvDialect dialect = content.dialect();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("value", content.value().name());
        json.put("delimiter", String.valueOf((char) dialect.delimiter()));
        json.put("quote", String.valueOf((char) dialect.quote()));
        json.put("header", dialect.header());
        json.put("row_end", dialect.rowEnd().name());
        json.put("quotes", dialect.quotes().name());
        json.put("max_row_bytes", dialect.maxRowBytes());
        return json;
    }

    private static ContentSettings content(Fields json) {
        return new ContentSettings(
                new CsvDialect(
                        (byte) json.text("delimiter").charAt(0),
                        (byte) json.text("quote").charAt(0),
                        json.flag("header"),
                        CsvDialect.RowEnd.valueOf(json.text("row_end")),
                        CsvDialect.Quotes.valueOf(json.text("quotes")),
                        Math.toIntExact(json.number("max_row_bytes"))),
                ValueFormat.valueOf(json.text("value")));
    }

    private static Map<String, Object> position(Position position) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("object", position.ordinal());
        json.put("byte_offset", position.byteOffset());
        json.put("rows", position.rows());
        json.put("blank", position.blank());
        return json;
    }

    private static Position position(Fields json) {
        return new Position(
                Math.toIntExact(json.number("object")),
                json.number("byte_offset"),
                json.number("rows"),
                json.number("blank"));
    }

    private static Map<String, Object> delivered(Delivered delivered) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("records", delivered.records());
        json.put("start_offset", delivered.startOffset());
        json.put("first_offset", delivered.firstOffset());
        json.put("last_offset", delivered.lastOffset());
        json.put("last_digest", delivered.lastDigest());
        json.put("chain", delivered.chain());
        json.put("unmarked", delivered.unmarked());
        return json;
    }

    private static Delivered delivered(Fields json) {
        return new Delivered(
                json.number("records"),
                json.number("start_offset"),
                json.number("first_offset"),
                json.number("last_offset"),
                json.text("last_digest"),
                json.text("chain"),
                json.numbers("unmarked"));
    }

    private static Map<String, Object> proof(Proof proof) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rows", proof.rows());
        json.put("markers", proof.markers());
        json.put("aborted", proof.aborted());
        json.put(
                "aborted_ranges",
                proof.abortedRanges().stream()
                        .map(range -> List.of(range.start(), range.end()))
                        .toList());
        return json;
    }

    private static Proof proof(Fields json) {
        return new Proof(
                json.number("rows"), json.number("markers"), json.number("aborted"), json.ranges("aborted_ranges"));
    }
}
