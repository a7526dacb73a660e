package io.waybill.aws;

import io.waybill.testkit.DynamoDbServer;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Clients and tables of a DynamoDB server under test. */
final class Tables {
    private Tables() {}

    static DynamoDbClient client(DynamoDbServer server) {
        return client(server.endpoint().toString());
    }

    static DynamoDbClient client(String endpoint) {
        return AwsClients.dynamoDb(new AwsSettings(endpoint, "us-east-1", "anyKey", "anySecret"));
    }

    /** A new one, so that no test sees another one's items. */
    static MirrorTable create(DynamoDbClient client) {
        MirrorTable table = new MirrorTable(client, "waybill-" + UUID.randomUUID());
        table.create();
        return table;
    }
}
