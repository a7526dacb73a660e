package io.waybill.aws;

import io.waybill.WaybillException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.waiters.WaiterOverrideConfiguration;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The table of the mirror and the lease: one item per job, under the key {@code job_id}. Thread-safe. The client stays the
 * caller's, to share and to close.
 */
public final class MirrorTable {
    /** Unless another one is named. */
    public static final String DEFAULT_NAME = "waybill";

    private static final String KEY = "job_id";
    private static final Duration UNTIL_ACTIVE = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final DynamoDbClient dynamoDb;
    private final String name;
    private final MirrorErrors errors;

    public MirrorTable(DynamoDbClient dynamoDb, String name) {
        this.dynamoDb = dynamoDb;
        this.name = name;
        this.errors = new MirrorErrors(name);
    }

    public String name() {
        return name;
    }

    /**
     * Whether it is there, active or not.
     *
     * @throws WaybillException MIRROR_UNUSABLE or UNREACHABLE
     */
    public boolean exists() {
        return translated(() -> {
            try {
                dynamoDb.describeTable(r -> r.tableName(name));
                return true;
            } catch (ResourceNotFoundException e) {
                return false;
            }
        });
    }

    /**
     * Creates the table, paid per request, unless it exists, and waits until it can be used.
     *
     * @throws WaybillException MIRROR_UNUSABLE or UNREACHABLE
     */
    public void create() {
        if (!exists()) {
            translated(this::createAndWait);
        }
    }

    private boolean createAndWait() {
        try {
            dynamoDb.createTable(schema());
        } catch (ResourceInUseException e) {
            // another runner creates it at this very moment: wait for its table
        }
        try (var waiter = dynamoDb.waiter()) {
            waiter.waitUntilTableExists(r -> r.tableName(name), MirrorTable::patience);
        }
        return true;
    }

    /** The SDK's own pause is 20 seconds. */
    private static void patience(WaiterOverrideConfiguration.Builder wait) {
        wait.backoffStrategyV2(BackoffStrategy.fixedDelayWithoutJitter(POLL))
                .maxAttempts((int) UNTIL_ACTIVE.dividedBy(POLL));
    }

    private CreateTableRequest schema() {
        return CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName(KEY)
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName(KEY)
                        .keyType(KeyType.HASH)
                        .build())
                .build();
    }

    /**
     * The item of a job, strongly consistent; without attributes when there is none.
     *
     * @throws WaybillException MIRROR_UNUSABLE or UNREACHABLE
     */
    Map<String, AttributeValue> item(String job) {
        return translated(
                () -> dynamoDb.getItem(r -> r.tableName(name).key(key(job)).consistentRead(true))
                        .item());
    }

    /**
     * Changes the item of a job, or creates it.
     *
     * @throws ConditionalCheckFailedException when the condition does not hold; it carries the item as it is
     * @throws WaybillException MIRROR_UNUSABLE or UNREACHABLE
     */
    void update(String job, ItemUpdate update) {
        UpdateItemRequest.Builder request = UpdateItemRequest.builder()
                .tableName(name)
                .key(key(job))
                .updateExpression(update.change())
                .expressionAttributeNames(update.names())
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
        if (!update.condition().isEmpty()) {
            request.conditionExpression(update.condition());
        }
        if (!update.values().isEmpty()) {
            request.expressionAttributeValues(update.values());
        }
        translated(() -> dynamoDb.updateItem(request.build()));
    }

    private static Map<String, AttributeValue> key(String job) {
        return Map.of(KEY, AttributeValue.fromS(job));
    }

    private <T> T translated(Supplier<T> call) {
        try {
            return call.get();
        } catch (ConditionalCheckFailedException refused) {
            throw refused; // an answer, not a failure
        } catch (SdkException e) {
            throw errors.translate(e);
        }
    }
}
