package io.waybill.testkit.http;

import java.util.HashMap;
import java.util.Map;

/**
 * Which requests a fault concerns: all that is said must hold.
 *
 * @param method such as {@code GET}; empty for any
 * @param path what the path with its query contains, percent-encoded
 * @param headers each is there, in any letter case, and contains this text
 */
public record RequestMatch(String method, String path, Map<String, String> headers) {
    public RequestMatch {
        headers = Map.copyOf(headers);
    }

    public static RequestMatch any() {
        return new RequestMatch("", "", Map.of());
    }

    public static RequestMatch method(String method) {
        return new RequestMatch(method, "", Map.of());
    }

    /** The ranged reads of S3. */
    public static RequestMatch rangedGet() {
        return method("GET").withHeader("Range", "bytes=");
    }

    /** An operation of DynamoDB, such as {@code UpdateItem}. */
    public static RequestMatch operation(String name) {
        return method("POST").withHeader("X-Amz-Target", "DynamoDB_20120810." + name);
    }

    public RequestMatch withPath(String contained) {
        return new RequestMatch(method, contained, headers);
    }

    public RequestMatch withHeader(String name, String contained) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, contained);
        return new RequestMatch(method, path, more);
    }

    boolean matches(MessageHead request) {
        return (method.isEmpty() || request.method().equals(method))
                && request.target().contains(path)
                && headers.entrySet().stream().allMatch(header -> request.header(header.getKey())
                        .map(value -> value.contains(header.getValue()))
                        .orElse(false));
    }
}
