package io.waybill.checkpoint;

import com.fasterxml.jackson.jr.ob.JSON;
import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of one JSON object, each demanded by name and type; a missing or wrong one is a CHECKPOINT_MISMATCH. */
record Fields(Map<String, Object> json) {
    static Fields parse(byte[] value) {
        try {
            Map<String, Object> json = JSON.std.mapFrom(value);
            if (json == null) {
                throw notJson(null);
            }
            return new Fields(json);
        } catch (IOException e) {
            throw notJson(e);
        }
    }

    private static WaybillException notJson(@Nullable IOException cause) {
        return new WaybillException(
                ErrorCode.CHECKPOINT_MISMATCH,
                "The checkpoint is not a JSON object: something else wrote to the checkpoint topic.",
                "Find the other writer; give Waybill a checkpoint topic of its own with --checkpoint-topic.",
                cause);
    }

    String text(String name) {
        return as(String.class, name);
    }

    long number(String name) {
        return as(Number.class, name).longValue();
    }

    boolean flag(String name) {
        return as(Boolean.class, name);
    }

    @SuppressWarnings("unchecked") // a JSON object has text keys
    Fields object(String name) {
        return new Fields(as(Map.class, name));
    }

    List<Long> numbers(String name) {
        List<?> values = as(List.class, name);
        return values.stream().map(Fields::number).toList();
    }

    List<OffsetRange> ranges(String name) {
        List<?> pairs = as(List.class, name);
        return pairs.stream()
                .map(List.class::cast)
                .map(pair -> new OffsetRange(number(pair.get(0)), number(pair.get(1))))
                .toList();
    }

    private static long number(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : -1;
    }

    private <T> T as(Class<T> type, String name) {
        Object value = json.get(name);
        if (!type.isInstance(value)) {
            throw new WaybillException(
                    ErrorCode.CHECKPOINT_MISMATCH,
                    "The checkpoint's field " + name + " is missing or is not a " + type.getSimpleName() + ".",
                    "Find out what wrote to the checkpoint topic; give Waybill one of its own with --checkpoint-topic.");
        }
        return type.cast(value);
    }
}
