package io.waybill.aws;

import static io.waybill.aws.ItemUpdate.number;
import static io.waybill.aws.ItemUpdate.text;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The lease attributes of one job's item, and the only moves there are. Each is conditional: of two who try one succeeds,
 * and the other gets a ConditionalCheckFailedException. All throw WaybillException MIRROR_UNUSABLE or UNREACHABLE.
 */
record LeaseItem(MirrorTable table, String job) {
    private static final String IS_OURS = "#owner = :owner AND #token = :token";
    private static final String IS_STILL_FREE =
            "attribute_not_exists(#owner) AND (attribute_not_exists(#version) OR #version = :seen_version)";
    private static final String IS_STILL_DEAD = "#owner = :seen_owner AND #version = :seen_version";

    /** Strongly consistent. */
    LeaseRow read() {
        return LeaseRow.of(table.item(job));
    }

    /**
     * Takes the lease, free or of a dead owner, if it is still exactly as it was seen.
     *
     * @throws ConditionalCheckFailedException when it has moved since
     */
    LeaseOwner take(LeaseRow seen, String name, Duration length) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":owner", text(name));
        values.put(":token", number(seen.token() + 1));
        values.put(":version", number(seen.version() + 1));
        values.put(":lease_ms", number(length.toMillis()));
        values.put(":seen_version", number(seen.version()));
        if (!seen.isFree()) {
            values.put(":seen_owner", text(seen.owner()));
        }
        table.update(
                job,
                new ItemUpdate(
                        "SET #owner = :owner, #token = :token, #version = :version, #lease_ms = :lease_ms",
                        seen.isFree() ? IS_STILL_FREE : IS_STILL_DEAD,
                        values));
        return new LeaseOwner(name, seen.token() + 1);
    }

    /**
     * Shows that the owner is alive.
     *
     * @throws ConditionalCheckFailedException when somebody else took the lease
     */
    void beat(LeaseOwner owner) {
        Map<String, AttributeValue> values = new HashMap<>(ours(owner));
        values.put(":one", number(1));
        table.update(job, new ItemUpdate("SET #version = #version + :one", IS_OURS, values));
    }

    /**
     * Puts the item of a living owner back, if it is gone as a whole: somebody has deleted it.
     *
     * @throws ConditionalCheckFailedException when there is one: somebody else took the lease
     */
    void restore(LeaseOwner owner, Duration length) {
        Map<String, AttributeValue> values = new HashMap<>(ours(owner));
        values.put(":version", number(1));
        values.put(":lease_ms", number(length.toMillis()));
        table.update(
                job,
                new ItemUpdate(
                        "SET #owner = :owner, #token = :token, #version = :version, #lease_ms = :lease_ms",
                        "attribute_not_exists(#token)",
                        values));
    }

    /**
     * Raises the token, which makes the owner another one to all that is conditional on it.
     *
     * @throws ConditionalCheckFailedException when somebody else took the lease
     */
    LeaseOwner raise(LeaseOwner owner, long token) {
        Map<String, AttributeValue> values = new HashMap<>(ours(owner));
        values.put(":one", number(1));
        values.put(":raised", number(token));
        table.update(job, new ItemUpdate("SET #token = :raised, #version = #version + :one", IS_OURS, values));
        return new LeaseOwner(owner.name(), token);
    }

    /**
     * Frees the lease; the token stays, so that the next owner's is higher.
     *
     * @throws ConditionalCheckFailedException when somebody else took the lease
     */
    void release(LeaseOwner owner) {
        table.update(job, new ItemUpdate("REMOVE #owner", IS_OURS, ours(owner)));
    }

    private static Map<String, AttributeValue> ours(LeaseOwner owner) {
        return Map.of(":owner", text(owner.name()), ":token", number(owner.token()));
    }
}
