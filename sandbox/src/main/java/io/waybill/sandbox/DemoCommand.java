package io.waybill.sandbox;

import io.waybill.ErrorCode;
import io.waybill.ValueFormat;
import io.waybill.WaybillException;
import io.waybill.aws.AwsClients;
import io.waybill.aws.AwsSettings;
import io.waybill.aws.S3Location;
import io.waybill.aws.S3Upload;
import io.waybill.cli.Events;
import io.waybill.cli.FurtherCommand;
import io.waybill.cli.Summary;
import io.waybill.job.Receipt;
import io.waybill.testkit.CsvGenerator;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.s3.S3Client;

/** {@code waybill demo}: the whole promise on real servers, the loader being killed on the way. */
@Command(
        name = "demo",
        description = "Start real servers, load a CSV from S3 into Kafka, kill the loader with SIGKILL on the way,"
                + " resume, verify, print the receipt.")
public final class DemoCommand implements FurtherCommand {
    private static final S3Location OBJECT = S3Location.parse("s3://waybill-demo/rows.csv");
    private static final long TRANSACTIONS_PER_LOADER = 20;
    private static final long MOST_ROWS_PER_TRANSACTION = 250_000; // about what the usual second holds

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "FILE.csv", description = "Your own file; a generated one if not given.")
    private @Nullable Path file;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Rows to generate (${DEFAULT-VALUE}).")
    private long rows = 1_000_000;

    @Option(
            names = "--kills",
            paramLabel = "K",
            defaultValue = "2",
            description = "How often to kill (${DEFAULT-VALUE}).")
    private int kills = 2;

    @Option(
            names = "--value",
            paramLabel = "json|raw",
            defaultValue = "json",
            description = "What the records hold (${DEFAULT-VALUE}).")
    private ValueFormat value = ValueFormat.JSON;

    @Option(
            names = "--json",
            fallbackValue = "true",
            description = "Print events, one JSON object per line, the last one a summary.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        requireSensible();
        long start = System.nanoTime();
        try (Workspace workspace = Workspace.temporary("waybill-demo")) {
            tell("starting Kafka, S3 and DynamoDB ...");
            try (Servers servers = Servers.start(1, workspace.folder())) {
                Path csv = source(workspace);
                upload(csv, servers.environment());
                Path receiptFile = workspace.folder().resolve("receipt.json");
                DemoLoad load =
                        new DemoLoad(servers.environment(), arguments(csv, receiptFile, kills + 1), Files.size(csv));
                int done = load.run(kills, this::tell, json ? events()::print : (type, fields) -> {});
                report(Receipt.parse(Files.readAllBytes(receiptFile)), load, done, start);
            }
        }
        return 0;
    }

    private void requireSensible() {
        if (rows < 0 || kills < 0) {
            throw new WaybillException(ErrorCode.USAGE, "--rows and --kills cannot be negative.", "See --help.");
        }
        if (file != null && !Files.isReadable(file)) {
            throw new WaybillException(
                    ErrorCode.SOURCE_NOT_FOUND,
                    "The file " + file + " cannot be read.",
                    "Check its name and permissions.");
        }
    }

    private Path source(Workspace workspace) throws IOException {
        if (file != null) {
            return file;
        }
        Path generated = workspace.folder().resolve("rows.csv");
        tell(String.format(
                Locale.ROOT, "generating %,d rows (quoted fields, newlines in fields, 1-4 byte UTF-8) ...", rows));
        new CsvGenerator(1, rows).writeTo(generated);
        return generated;
    }

    private void upload(Path csv, Map<String, String> environment) throws IOException {
        tell(String.format(Locale.ROOT, "uploading %,d bytes to %s ...", Files.size(csv), OBJECT));
        AwsSettings settings = new AwsSettings(
                Objects.requireNonNull(environment.get("AWS_ENDPOINT_URL_S3")),
                Objects.requireNonNull(environment.get("AWS_REGION")),
                Objects.requireNonNull(environment.get("AWS_ACCESS_KEY_ID")),
                Objects.requireNonNull(environment.get("AWS_SECRET_ACCESS_KEY")));
        try (S3Client s3 = AwsClients.s3(settings, 1)) {
            S3Upload.put(s3, OBJECT, csv);
        }
    }

    private List<String> arguments(Path csv, Path receiptFile, int loaders) throws IOException {
        long rowsPerTransaction =
                Math.min(MOST_ROWS_PER_TRANSACTION, Math.max(1, lines(csv) / (TRANSACTIONS_PER_LOADER * loaders)));
        return new ArrayList<>(List.of(
                "load",
                OBJECT.toString(),
                "--topic",
                "waybill-demo",
                "--create-topic",
                "--mirror",
                "dynamodb",
                "--create-table",
                "--lease-duration",
                "2s",
                "--rows-per-transaction",
                Long.toString(rowsPerTransaction),
                "--value",
                value.name().toLowerCase(Locale.ROOT),
                "--receipt",
                receiptFile.toString(),
                "--json"));
    }

    private static long lines(Path csv) throws IOException {
        long lines = 0;
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = new BufferedInputStream(Files.newInputStream(csv))) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
            }
        }
        return lines;
    }

    private void report(Receipt receipt, DemoLoad load, int done, long start) {
        if (json) {
            Map<String, Object> summary = new LinkedHashMap<>(Summary.fields(receipt, start));
            summary.put("kills", done);
            summary.put("most_bytes_read_again", load.mostBytesReadAgain());
            summary.put("last_loader", load.lastSummary());
            events().print("summary", summary);
        } else {
            tell("killed " + done + " times, resumed, and every row is there once and in order:");
            Summary.print(out(), receipt);
        }
    }

    private Events events() {
        return new Events(out());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private void tell(String what) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("demo: " + what);
        err.flush();
    }
}
