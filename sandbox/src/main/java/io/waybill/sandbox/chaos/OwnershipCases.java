package io.waybill.sandbox.chaos;

import io.waybill.CrashPoint;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FenceProducersOptions;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Group B: two who believe that the job is theirs. */
final class OwnershipCases {
    private static final List<CrashPoint> IN_A_TRANSACTION = List.of(
            CrashPoint.ROW_SENT,
            CrashPoint.ROWS_ACKNOWLEDGED,
            CrashPoint.CHECKPOINT_ACKNOWLEDGED,
            CrashPoint.COMMITTED);
    private static final int FENCED = 6;
    private static final int TRANSACTION_TIMEOUT = 8_000; // milliseconds; Kafka sends it as the fencing producer's, too

    static final List<FaultCase> ALL = List.of(
            FaultCase.drawn(
                    "B17",
                    "SIGSTOP longer than the lease, a second loader takes over, SIGCONT",
                    "the first one commits nothing more and ends with 6",
                    draw -> Drawn.at(
                            draw.anyTransaction(draw.oneOf(IN_A_TRANSACTION)), "zombie", Scene::leaveAsZombie)),
            FaultCase.drawn(
                    "B18",
                    "a pause longer than the transaction timeout, and no second loader",
                    "goes on by itself from the last checkpoint",
                    draw -> Drawn.at(
                            draw.anyRow(), "SIGSTOP for 13 s", scene -> scene.pauseFor(Duration.ofSeconds(13)))),
            FaultCase.drawn(
                    "B19",
                    "two loaders start at the same time",
                    "one loads, the other ends with 6",
                    draw -> Drawn.at(draw.anyRow(), "SIGKILL, then two loaders at once", scene -> {
                        scene.kill();
                        scene.startTwoNext();
                    })),
            FaultCase.drawn(
                    "B20",
                    "the lease is stolen from a healthy loader",
                    "it commits nothing more, ends with 6, and the next one waits the thief out",
                    draw -> Drawn.at(draw.anyRow(), "lease stolen", OwnershipCases::stealLease)),
            FaultCase.tested(
                    "B21",
                    "a second loader under another job name, and so another transactional id, into the same partition",
                    "it is refused with 8",
                    "DoubleStartIT.anotherJobIntoTheSamePartitionIsRefusedAndHarmsNobody"),
            FaultCase.drawn(
                    "B22",
                    "an operator fences the producer",
                    "the owner of the lease recovers, or ends with 6 and the next attempt goes on",
                    draw -> Drawn.at(draw.anyRow(), "transactional id fenced", OwnershipCases::fence)));

    private OwnershipCases() {}

    private static void stealLease(Scene scene) {
        scene.forgive(FENCED);
        scene.site().tables().updateItem(update -> update.tableName("waybill")
                .key(Map.of("job_id", AttributeValue.fromS(scene.names().job())))
                .updateExpression("SET #owner = :thief, #version = :version ADD #token :one")
                .expressionAttributeNames(Map.of("#owner", "owner", "#version", "version", "#token", "token"))
                .expressionAttributeValues(Map.of(
                        ":thief", AttributeValue.fromS("thief"),
                        ":version", AttributeValue.fromN("1"),
                        ":one", AttributeValue.fromN("1"))));
    }

    private static void fence(Scene scene) {
        scene.forgive(FENCED);
        Admin admin = scene.site().admin();
        Collection<String> ids = List.of(scene.names().transactionalId());
        try {
            admin.fenceProducers(ids, new FenceProducersOptions().timeoutMs(TRANSACTION_TIMEOUT))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the producer could not be fenced", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
