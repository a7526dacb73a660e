package io.waybill.aws;

import static io.waybill.aws.ItemUpdate.number;
import static io.waybill.aws.ItemUpdate.text;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.checkpoint.Checkpoint;
import io.waybill.checkpoint.CheckpointMirror;
import io.waybill.checkpoint.JobState;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The newest checkpoint of each job as an item that operators can read: {@code aws dynamodb get-item --table-name waybill
 * --key '{"job_id":{"S":"csv-job-1"}}'}. Rows never go back: an item is replaced by the same transaction or a later one,
 * so a write that is repeated, or late, does no harm.
 */
public final class DynamoDbMirror implements CheckpointMirror {
    private static final Logger LOG = LoggerFactory.getLogger(DynamoDbMirror.class);
    private static final LeaseOwner NOBODY = new LeaseOwner("", 0);
    private static final String NOT_NEWER = "(attribute_not_exists(#transaction) OR #transaction <= :transaction)";
    private static final String IS_OURS = "#owner = :owner AND #token = :token AND ";

    private final MirrorTable table;
    private final Supplier<LeaseOwner> owner;

    /** Without a lease, whoever has the later transaction writes. */
    public DynamoDbMirror(MirrorTable table) {
        this(table, () -> NOBODY);
    }

    /** Writes only while the lease is ours. */
    public DynamoDbMirror(MirrorTable table, DynamoDbLease lease) {
        this(table, lease::owner);
    }

    private DynamoDbMirror(MirrorTable table, Supplier<LeaseOwner> owner) {
        this.table = table;
        this.owner = owner;
    }

    @Override
    public Optional<MirroredJob> read(String job) {
        Map<String, AttributeValue> item = table.item(job);
        if (!item.containsKey("state")) {
            return Optional.empty(); // a lease alone
        }
        try {
            return Optional.of(new MirroredJob(
                    JobState.valueOf(attribute(item, "state")
                            .getValueForField("S", String.class)
                            .orElse("")),
                    Long.parseLong(attribute(item, "transaction").n()),
                    Long.parseLong(attribute(item, "row").n()),
                    Long.parseLong(attribute(item, "byte_offset").n())));
        } catch (IllegalArgumentException e) {
            throw unreadable(job, item, e);
        }
    }

    private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no attribute " + name);
        }
        return value;
    }

    private WaybillException unreadable(String job, Map<String, AttributeValue> item, RuntimeException cause) {
        return new WaybillException(
                ErrorCode.MIRROR_UNUSABLE,
                "The item of job " + job + " in table '" + table.name() + "' is not one of ours: " + item,
                "Name another table with --mirror dynamodb://TABLE, or another job with --job",
                cause);
    }

    @Override
    public void write(Checkpoint checkpoint) {
        LeaseOwner us = owner.get();
        try {
            table.update(checkpoint.job(), update(attributes(checkpoint), us));
        } catch (ConditionalCheckFailedException refused) {
            if (refused.item().isEmpty()) {
                throw deleted(checkpoint.job());
            }
            LeaseRow lease = LeaseRow.of(refused.item());
            if (!us.equals(NOBODY) && !lease.isOf(us)) {
                LOG.atWarn()
                        .addKeyValue("job", checkpoint.job())
                        .addKeyValue("owner", lease.owner())
                        .log("The mirror was not written: the lease is not ours");
            }
        }
    }

    private WaybillException deleted(String job) {
        return new WaybillException(
                ErrorCode.UNREACHABLE,
                "The item of job " + job + " in table '" + table.name() + "' was deleted",
                "Nothing: the heartbeat of its lease puts it back, and the next update fills it");
    }

    private static ItemUpdate update(Map<String, AttributeValue> attributes, LeaseOwner us) {
        String change = new TreeSet<>(attributes.keySet())
                .stream().map(name -> "#" + name + " = :" + name).collect(Collectors.joining(", ", "SET ", ""));
        Map<String, AttributeValue> values = new HashMap<>();
        attributes.forEach((name, value) -> values.put(":" + name, value));
        if (us.equals(NOBODY)) {
            return new ItemUpdate(change, NOT_NEWER, values);
        }
        values.put(":owner", text(us.name()));
        values.put(":token", number(us.token()));
        return new ItemUpdate(change, IS_OURS + NOT_NEWER, values);
    }

    private static Map<String, AttributeValue> attributes(Checkpoint checkpoint) {
        return Map.ofEntries(
                Map.entry("state", text(checkpoint.state().name())),
                Map.entry("records_sent", number(checkpoint.delivered().records())),
                Map.entry("row", number(checkpoint.position().rows())),
                Map.entry("byte_offset", number(checkpoint.position().byteOffset())),
                Map.entry("topic", text(checkpoint.identity().destination().topic())),
                Map.entry(
                        "partition", number(checkpoint.identity().destination().partition())),
                Map.entry("last_offset", number(checkpoint.delivered().lastOffset())),
                Map.entry("transaction", number(checkpoint.transaction())),
                Map.entry("source", text(checkpoint.identity().source().identity())),
                Map.entry("attempt", number(checkpoint.attempt())),
                Map.entry("updated_at", text(checkpoint.time().toString())));
    }

    /** Nothing to do: the client is the caller's. */
    @Override
    public void close() {}
}
