package io.waybill.deploy;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.waybill.testkit.FreePorts;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * A local server of AWS's API: moto's, where it is installed. In front of its Step Functions stand two answers that moto does
 * not have: the provider asks whether the definition of a state machine is valid, and is told that it is; and which versions of
 * it are published, and is told of none. So what is wrong with a definition is not found here.
 */
final class AwsServer implements AutoCloseable {
    private static final String REGION = "eu-central-1";
    private static final Map<String, String> ANSWERS = Map.of(
            "AWSStepFunctions.ValidateStateMachineDefinition", "{\"result\":\"OK\",\"diagnostics\":[]}",
            "AWSStepFunctions.ListStateMachineVersions", "{\"stateMachineVersions\":[]}");

    private final Process moto;
    private final HttpServer front;
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI back;

    private AwsServer(Process moto, HttpServer front, URI back) {
        this.moto = moto;
        this.front = front;
        this.back = back;
    }

    /** Started; ends the test as skipped, with the reason, where there is none. */
    static AwsServer start(Path log) throws IOException {
        boolean missing = Folders.programs("moto_server").isEmpty();
        if (missing) {
            System.err.println("skipped: there is no moto_server on the PATH");
        }
        assumeFalse(missing, "there is no moto_server on the PATH");
        int port = FreePorts.next();
        ProcessBuilder builder = new ProcessBuilder("moto_server", "-H", "127.0.0.1", "-p", Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(new File(log.toString()));
        builder.environment().put("MOTO_IAM_LOAD_MANAGED_POLICIES", "true");
        HttpServer front =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePorts.next()), 0);
        AwsServer server = new AwsServer(builder.start(), front, URI.create("http://127.0.0.1:" + port));
        front.createContext("/", server::answer);
        front.setExecutor(Executors.newCachedThreadPool());
        front.start();
        await().atMost(Duration.ofMinutes(2)).ignoreExceptions().until(server::isReady);
        return server;
    }

    private boolean isReady() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(back.resolve("/moto-api/")).build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    }

    /** What makes Terraform's provider use it. */
    Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL",
                back.toString(),
                "AWS_ENDPOINT_URL_SFN",
                "http://127.0.0.1:" + front.getAddress().getPort(),
                "AWS_ACCESS_KEY_ID",
                "testing",
                "AWS_SECRET_ACCESS_KEY",
                "testing",
                "AWS_REGION",
                REGION,
                "AWS_DEFAULT_REGION",
                REGION,
                "AWS_EC2_METADATA_DISABLED",
                "true",
                "AWS_MAX_ATTEMPTS",
                "3");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
        byte[] asked = exchange.getRequestBody().readAllBytes();
        try (exchange) {
            String known = ANSWERS.get(target);
            if (known != null) {
                send(exchange, 200, known.getBytes(StandardCharsets.UTF_8));
                return;
            }
            HttpRequest.Builder request = HttpRequest.newBuilder(back.resolve(exchange.getRequestURI()))
                    .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(asked));
            exchange.getRequestHeaders().forEach((name, values) -> {
                if (name.equalsIgnoreCase("Authorization")
                        || name.equalsIgnoreCase("Content-Type")
                        || name.toLowerCase(Locale.ROOT).startsWith("x-amz-")) {
                    request.header(name, values.get(0));
                }
            });
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            send(exchange, response.statusCode(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        front.stop(0);
        moto.descendants().forEach(ProcessHandle::destroyForcibly);
        moto.destroyForcibly();
    }
}
