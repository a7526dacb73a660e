package io.waybill.aws;

import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The lease as it stands in the table.
 *
 * @param owner empty when it is free
 * @param token which owner of the job this is, counted from 1; stays when the lease is released
 * @param version grows with every heartbeat
 * @param length how long {@code version} must stand still before others may take the lease; chosen by the owner
 */
record LeaseRow(String owner, long token, long version, Duration length) {
    static LeaseRow of(Map<String, AttributeValue> item) {
        AttributeValue owner = item.get("owner");
        return new LeaseRow(
                owner == null ? "" : owner.s(),
                number(item, "token"),
                number(item, "version"),
                Duration.ofMillis(number(item, "lease_ms")));
    }

    boolean isFree() {
        return owner.isEmpty();
    }

    /** Whether it is theirs; their heartbeat may have moved it on. */
    boolean isOf(LeaseOwner other) {
        return owner.equals(other.name()) && token == other.token();
    }

    private static long number(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null ? 0 : Long.parseLong(value.n());
    }
}
