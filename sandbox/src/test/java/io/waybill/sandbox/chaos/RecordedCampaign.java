package io.waybill.sandbox.chaos;

import com.fasterxml.jackson.jr.ob.JSON;
import io.waybill.sandbox.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code waybill chaos --json} printed of each run of the campaign that is committed beside the page. */
final class RecordedCampaign {
    static final Path FILE = Repository.root().resolve("docs/reference/chaos-campaign.ndjson");

    /** Such as {@code A7 SIGKILL at ... (8.0 s to the next commit)}; the number is missing where no commit was to come. */
    private static final Pattern STRIKE =
            Pattern.compile("(?s)(\\S+) .*?(?:\\((?:(\\d+\\.\\d) s to the next commit|(not reached))\\))?");

    private final List<Map<String, Object>> runs = new ArrayList<>();
    private final Map<String, OfCase> cases = new TreeMap<>(FaultGroup::compareIds);

    /** The runs in which a case struck. */
    static final class OfCase {
        private int runs;
        private int survived;
        private final List<Double> recoveries = new ArrayList<>();

        /** For the page. */
        String describe() {
            List<Double> sorted = recoveries.stream().sorted().toList();
            return String.format(
                    Locale.ROOT,
                    "%d of %d survived; next commit after %.1f s (median), %.1f s (worst)",
                    survived,
                    runs,
                    sorted.get(sorted.size() / 2),
                    sorted.get(sorted.size() - 1));
        }
    }

    static RecordedCampaign read() throws IOException {
        RecordedCampaign campaign = new RecordedCampaign();
        for (String line : Files.readAllLines(FILE)) {
            campaign.add(JSON.std.mapFrom(line));
        }
        return campaign;
    }

    private void add(Map<String, Object> run) {
        runs.add(run);
        if (run.get("faults") instanceof List<?> faults) {
            faults.forEach(fault -> add(String.valueOf(fault), Boolean.TRUE.equals(run.get("survived"))));
        }
    }

    private void add(String fault, boolean survived) {
        Matcher strike = STRIKE.matcher(fault);
        if (!strike.matches()) {
            throw new IllegalStateException("not a fault: " + fault);
        }
        if (strike.group(3) == null) {
            OfCase known = cases.computeIfAbsent(strike.group(1), id -> new OfCase());
            known.runs++;
            known.survived += survived ? 1 : 0;
            if (strike.group(2) != null) {
                known.recoveries.add(Double.valueOf(strike.group(2)));
            }
        }
    }

    List<Map<String, Object>> runs() {
        return runs;
    }

    /** By id. */
    Map<String, OfCase> cases() {
        return cases;
    }

    long loaders() {
        return sum("loaders");
    }

    long rowsRepeated() {
        return sum("rows_repeated");
    }

    private long sum(String field) {
        return runs.stream()
                .mapToLong(run -> run.get(field) instanceof Number number ? number.longValue() : 0)
                .sum();
    }
}
