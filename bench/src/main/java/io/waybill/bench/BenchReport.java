package io.waybill.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The results together with what one must know to read them and to run the same again.
 *
 * @param results of all rounds
 * @param arguments of the command
 * @param waybill our version
 */
record BenchReport(Results results, Arguments arguments, String waybill) {
    /** As given, or by default; {@code only} is empty for all contestants. */
    record Arguments(long rows, int rowBytes, int rounds, List<String> only) {
        String commandLine() {
            return "waybill bench --rows " + rows + " --row-bytes " + rowBytes + " --rounds " + rounds
                    + (only.isEmpty() ? "" : " --only " + String.join(",", only));
        }
    }

    /** For a person. */
    String describe() {
        return String.format(
                Locale.ROOT,
                """
                %s
                command   %s
                rows      %,d of %,d bytes; medians of %d round%s, each ratio taken inside its round
                machine   %s
                versions  %s, %s, Kafka %s
                clock     first send to last commit or acknowledgement, as each process tells it; kcat: its whole life
                CPU, RSS  of the whole process, start and end included; the servers run on the same machine
                perf-test sends a random one of the first %,d rows each time, from memory; Waybill reads all from S3
                """,
                ResultTable.of(results),
                arguments.commandLine(),
                arguments.rows(),
                arguments.rowBytes(),
                arguments.rounds(),
                arguments.rounds() == 1 ? "" : "s",
                Machine.here().describe(),
                waybill,
                Machine.versions().get("java"),
                Machine.versions().get("kafka"),
                Math.min(Course.SAMPLE_ROWS, arguments.rows()));
    }

    /** For the summary event. */
    Map<String, Object> toMap() {
        Map<String, Object> versions = new LinkedHashMap<>();
        versions.put("waybill", waybill);
        versions.putAll(Machine.versions());
        Map<String, Object> fields = new LinkedHashMap<>(results.toMap());
        fields.put("rows", arguments.rows());
        fields.put("row_bytes", arguments.rowBytes());
        fields.put("rounds", arguments.rounds());
        fields.put("machine", Machine.here().toMap());
        fields.put("versions", versions);
        fields.put("command", arguments.commandLine());
        return fields;
    }
}
