package io.waybill.bench;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.Map;

/** A line of a child of ours that prints events. */
final class EventLine {
    private EventLine() {}

    static Map<String, Object> parse(String line) {
        try {
            return JSON.std.mapFrom(line);
        } catch (IOException e) {
            throw new IllegalArgumentException("not an event: " + line, e);
        }
    }

    static String type(Map<String, Object> event) {
        return String.valueOf(event.get("type"));
    }

    static Number number(Map<String, Object> event, String field) {
        if (event.get(field) instanceof Number number) {
            return number;
        }
        throw new IllegalArgumentException("no number " + field + " in " + event);
    }
}
