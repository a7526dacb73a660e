package io.waybill.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Events on stdout, one JSON object per line, the last one of type summary (or error). */
public final class Events {
    private final PrintWriter out;

    /** @param out stays the caller's */
    public Events(PrintWriter out) {
        this.out = out;
    }

    /** Prints one event at once. */
    public void print(String type, Map<String, ?> fields) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("type", type);
        event.putAll(fields);
        try {
            out.println(JSON.std.asString(event));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
