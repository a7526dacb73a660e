package io.waybill.cli;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.aws.AwsClients;
import io.waybill.aws.AwsSettings;
import io.waybill.aws.DynamoDbLease;
import io.waybill.aws.DynamoDbMirror;
import io.waybill.aws.MirrorTable;
import io.waybill.checkpoint.DispensableMirror;
import io.waybill.checkpoint.Lease;
import io.waybill.checkpoint.Mirroring;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the checkpoint is mirrored and who may run the job. */
final class MirrorOptions {
    private static final String DYNAMODB = "dynamodb";

    @Option(
            names = "--mirror",
            paramLabel = "dynamodb[://TABLE]",
            description = "Mirror checkpoints to this DynamoDB table and hold the job's lease there (table: waybill).")
    private @Nullable String mirror;

    @Option(
            names = "--create-table",
            fallbackValue = "true",
            description = "Create the mirror's table where it is missing, billed on demand.")
    private boolean createTable;

    @Option(
            names = "--no-lease",
            fallbackValue = "true",
            description = "Mirror only; do not wait for the right to run the job.")
    private boolean noLease;

    @Option(
            names = "--lease-duration",
            paramLabel = "TIME",
            defaultValue = "10s",
            description = "How long a dead owner holds up the next one (${DEFAULT-VALUE}).")
    private Duration leaseDuration = DynamoDbLease.DEFAULT_LENGTH;

    /** Mirror and lease of one job. */
    Mirroring open(String job) {
        if (mirror == null) {
            return Mirroring.NONE;
        }
        MirrorTable table =
                new MirrorTable(AwsClients.dynamoDb(AwsSettings.forDynamoDb(System.getenv())), tableName(mirror));
        if (createTable) {
            create(table);
        }
        if (noLease) {
            return new Mirroring(new DispensableMirror(new DynamoDbMirror(table)), Lease.NONE);
        }
        DynamoDbLease lease = new DynamoDbLease(table, job, leaseDuration);
        return new Mirroring(new DynamoDbMirror(table, lease), lease);
    }

    /** Without a lease a table that is out of reach is no reason to wait; a later load creates it. */
    private void create(MirrorTable table) {
        try {
            table.create();
        } catch (WaybillException e) {
            if (!noLease || e.code() != ErrorCode.UNREACHABLE) {
                throw e;
            }
        }
    }

    private static String tableName(String mirror) {
        if (mirror.equals(DYNAMODB)) {
            return MirrorTable.DEFAULT_NAME;
        }
        String prefix = DYNAMODB + "://";
        if (mirror.startsWith(prefix) && mirror.length() > prefix.length()) {
            return mirror.substring(prefix.length());
        }
        throw new WaybillException(
                ErrorCode.USAGE, "--mirror " + mirror + " is not understood.", "Give dynamodb or dynamodb://TABLE.");
    }
}
