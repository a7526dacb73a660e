package io.waybill.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServersIT {
    private final Path folder;

    ServersIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void s3ProxyKeepsObjectsOverAKillAndHonoursRangesAndIfMatch() {
        try (S3Server server = S3Server.start(folder)) {
            S3Requests s3 = new S3Requests(server.endpoint(), server.accessKey(), server.secretKey());
            Http.send(s3.put("/bucket", ""));
            assertThat(Http.send(s3.put("/bucket/object", "0123456789")).statusCode())
                    .isEqualTo(200);

            server.process().kill();
            server.process().restart();

            HttpResponse<String> part = Http.send(s3.get("/bucket/object").header("Range", "bytes=2-4"));
            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(part.body()).isEqualTo("234");
            assertThat(Http.send(s3.get("/bucket/object").header("If-Match", "\"other\""))
                            .statusCode())
                    .isEqualTo(412);
        }
    }

    @Test
    void s3ProxyRefusesAWrongSecret() {
        try (S3Server server = S3Server.start(folder)) {
            S3Requests s3 = new S3Requests(server.endpoint(), server.accessKey(), "wrong");
            assertThat(Http.send(s3.get("/")).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void s3MockKeepsEveryVersionOverAKill() {
        try (S3MockServer server = S3MockServer.start(folder)) {
            S3Requests s3 = new S3Requests(server.endpoint(), server.accessKey(), server.secretKey());
            Http.send(s3.put("/bucket", ""));
            Http.send(s3.put(
                    "/bucket?versioning",
                    "<VersioningConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                            + "<Status>Enabled</Status></VersioningConfiguration>"));
            String first = version(Http.send(s3.put("/bucket/object", "old")));
            String second = version(Http.send(s3.put("/bucket/object", "new")));

            server.process().kill();
            server.process().restart();

            assertThat(Http.send(s3.get("/bucket/object?versionId=" + first)).body())
                    .isEqualTo("old");
            assertThat(Http.send(s3.get("/bucket/object?versionId=" + second)).body())
                    .isEqualTo("new");
        }
    }

    @Test
    void dynamoDbKeepsItemsOverAKill() {
        try (DynamoDbServer server = DynamoDbServer.start(folder)) {
            dynamo(server.endpoint(), "CreateTable", """
                    {"TableName":"table","KeySchema":[{"AttributeName":"k","KeyType":"HASH"}],
                     "AttributeDefinitions":[{"AttributeName":"k","AttributeType":"S"}],
                     "BillingMode":"PAY_PER_REQUEST"}""");
            dynamo(server.endpoint(), "PutItem", "{\"TableName\":\"table\",\"Item\":{\"k\":{\"S\":\"one\"}}}");

            server.process().kill();
            server.process().restart();

            assertThat(dynamo(server.endpoint(), "Scan", "{\"TableName\":\"table\"}"))
                    .contains("\"Count\":1", "one");
        }
    }

    @Test
    void pausedServerIsSilentUntilResumed() {
        try (DynamoDbServer server = DynamoDbServer.start(folder)) {
            server.process().pause();
            assertThatThrownBy(() -> dynamo(server.endpoint(), "ListTables", "{}"))
                    .hasMessageContaining("timed out");
            server.process().resume();
            assertThat(dynamo(server.endpoint(), "ListTables", "{}")).contains("TableNames");
        }
    }

    @Test
    void secondStartOnAFolderHasTheSameEndpoint() {
        S3Server first = S3Server.start(folder);
        first.close();
        assertThat(first.process().isAlive()).isFalse();
        try (S3Server second = S3Server.start(folder)) {
            assertThat(second.endpoint()).isEqualTo(first.endpoint());
        }
    }

    @Test
    void failedStartShowsTheEndOfTheLog() {
        Launch launch = new Launch(
                "fails", List.of("sh", "-c", "echo so it ends; exit 3"), folder.resolve("log"), server -> false);
        assertThatThrownBy(() -> ServerProcess.start(launch))
                .isInstanceOf(ServerStartException.class)
                .hasMessageContainingAll("fails did not start: exited with 3", "so it ends");
    }

    @Test
    void serverEndsWhenItsParentIsKilled() throws IOException {
        JavaCommand program = new JavaCommand(
                List.of(),
                System.getProperty("java.class.path"),
                StartsS3AndWaits.class.getName(),
                List.of(folder.toString()));
        Launch launch = new Launch(
                "parent", program.line(), folder.resolve("log"), server -> Files.exists(folder.resolve("pid")));
        ServerProcess parent = ServerProcess.start(launch);
        long child = Long.parseLong(Files.readString(folder.resolve("pid")));
        assertThat(isAlive(child)).isTrue();
        parent.kill();
        await().atMost(Duration.ofSeconds(20)).until(() -> !isAlive(child));
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    private static String version(HttpResponse<String> answer) {
        return answer.headers().firstValue("x-amz-version-id").orElseThrow();
    }

    private static String dynamo(URI endpoint, String action, String body) {
        HttpResponse<String> answer = Http.send(HttpRequest.newBuilder(endpoint)
                .header("X-Amz-Target", "DynamoDB_20120810." + action)
                .header("Content-Type", "application/x-amz-json-1.0")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=key/20260101/us-east-1/dynamodb/aws4_request,"
                                + " SignedHeaders=host, Signature=unchecked")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }
}
