package io.waybill.job;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Where the time of one load went: from the first row handed to the producer to the last commit, in one process.
 *
 * <p>Rows are framed, encoded, sent, flushed and committed by one thread, one after the other, while parts are fetched
 * ahead by others. So what that thread did sums up to the whole: {@code seconds} = waiting for parts (idle of
 * FRAME_ENCODE) + busy of FRAME_ENCODE, SEND, FLUSH and COMMIT + blocked of SEND.
 *
 * @param rows rows committed by this load
 * @param seconds from the first row to the last commit
 * @param times of each stage; empty for a load of no rows
 */
public record StageReport(long rows, double seconds, Map<Stage, Times> times) {
    /** Nothing was loaded. */
    public static final StageReport NONE = new StageReport(0, 0, Map.of());

    /** One after the other, as a row passes them. */
    public enum Stage {
        /** Ranged reads of the object, several at once. */
        FETCH,
        /** Bytes to rows, rows to records. */
        FRAME_ENCODE,
        /** Handing records to the producer: digest, compression, batches. */
        SEND,
        /** Waiting until all records of a transaction are acknowledged. */
        FLUSH,
        /** Sending the checkpoint and ending the transaction. */
        COMMIT
    }

    /**
     * What a stage did, in seconds; the three sum up to those of the load.
     *
     * @param busy worked, or waited for an answer that is its work
     * @param idle had nothing to work on: waited for the stage before it, or for its turn
     * @param blocked waited for a later stage: for room in the read window or in the producer's buffer, or for its turn
     */
    public record Times(double busy, double idle, double blocked) {}

    public StageReport {
        times = Map.copyOf(times);
    }

    /**
     * What the rows waited for longest: {@code fetch}, {@code frame_encode}, {@code send}, {@code broker} (a full
     * buffer, or acknowledgements) or {@code commit}; empty for a load of no rows.
     */
    public String limit() {
        if (times.isEmpty()) {
            return "";
        }
        Map<String, Double> waits = new LinkedHashMap<>();
        waits.put("fetch", of(Stage.FRAME_ENCODE).idle());
        waits.put("frame_encode", of(Stage.FRAME_ENCODE).busy());
        waits.put("send", of(Stage.SEND).busy());
        waits.put("broker", of(Stage.SEND).blocked() + of(Stage.FLUSH).busy());
        waits.put("commit", of(Stage.COMMIT).busy());
        return waits.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    Times of(Stage stage) {
        return times.getOrDefault(stage, new Times(0, 0, 0));
    }

    /** The form of the receipt and of the summary event; seconds have three decimals. */
    public Map<String, Object> fields() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rows", rows);
        json.put("seconds", rounded(seconds));
        json.put("limit", limit());
        new EnumMap<>(times).forEach((stage, spent) -> {
            Map<String, Object> parts = new LinkedHashMap<>();
            parts.put("busy", rounded(spent.busy()));
            parts.put("idle", rounded(spent.idle()));
            parts.put("blocked", rounded(spent.blocked()));
            json.put(stage.name().toLowerCase(Locale.ROOT), parts);
        });
        return json;
    }

    private static double rounded(double seconds) {
        return Math.round(seconds * 1000) / 1000.0;
    }
}
