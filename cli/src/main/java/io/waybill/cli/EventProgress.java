package io.waybill.cli;

import io.waybill.checkpoint.Checkpoint;
import io.waybill.job.Progress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Progress as events. */
final class EventProgress implements Progress {
    private final Events events;
    private final LongSupplier bytesRead;

    /** @param bytesRead what was read from the source so far, repeated bytes included */
    EventProgress(Events events, LongSupplier bytesRead) {
        this.events = events;
        this.bytesRead = bytesRead;
    }

    @Override
    public void resumed(Checkpoint from) {
        events.print("resumed", place(from));
    }

    @Override
    public void committed(Checkpoint checkpoint) {
        events.print("committed", place(checkpoint));
    }

    private Map<String, Object> place(Checkpoint checkpoint) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("job", checkpoint.job());
        fields.put("state", checkpoint.state().name());
        fields.put("attempt", checkpoint.attempt());
        fields.put("transaction", checkpoint.transaction());
        fields.put("rows", checkpoint.position().rows());
        fields.put("byte_offset", checkpoint.position().byteOffset());
        fields.put("last_offset", checkpoint.delivered().lastOffset());
        fields.put("bytes_read", bytesRead.getAsLong());
        return fields;
    }

    @Override
    public void recovering(String why, int failures, Duration pause) {
        events.print("recovering", Map.of("why", why, "failures", failures, "pause_ms", pause.toMillis()));
    }

    @Override
    public void verified(long rows, long ofRows) {
        events.print("verifying", Map.of("rows", rows, "of_rows", ofRows));
    }

    @Override
    public void warning(String text) {
        events.print("warning", Map.of("message", text));
    }
}
