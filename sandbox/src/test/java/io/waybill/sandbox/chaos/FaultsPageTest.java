package io.waybill.sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.sandbox.Repository;
import io.waybill.sandbox.chaos.RecordedCampaign.OfCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of the faults is made of the suite's definitions and of what its recorded campaign came to. */
class FaultsPageTest {
    private static final Path PAGE = Repository.root().resolve("docs/reference/faults.md");
    private static final String WRITE = "waybill.write";

    @Test
    void theCommittedPageIsTheGeneratedOne() throws IOException {
        String generated = page(RecordedCampaign.read());
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(PAGE, generated);
        }

        assertThat(PAGE)
                .as("to write it anew: mvn -B -pl sandbox -am test -Dtest=FaultsPageTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -D" + WRITE + "=true")
                .hasContent(generated);
    }

    @Test
    void everyCaseIsThereOnceAndInOrder() {
        assertThat(Arrays.stream(FaultGroup.values()).flatMap(group -> group.cases().stream()))
                .extracting(FaultCase::id)
                .containsExactlyElementsOf(Stream.of(
                                ids("A", 1, 16),
                                Stream.of("A16b"),
                                ids("B", 17, 22),
                                ids("C", 23, 30),
                                ids("D", 31, 53),
                                ids("E", 54, 66),
                                ids("F", 67, 73),
                                ids("G", 74, 79),
                                ids("H", 80, 91))
                        .flatMap(group -> group)
                        .toList());
    }

    @Test
    void theRecordedCampaignDrewEveryCaseAndNothingWasViolated() throws IOException {
        RecordedCampaign campaign = RecordedCampaign.read();

        assertThat(campaign.runs().stream().map(run -> run.get("run")))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, campaign.runs().size()).boxed().toList());
        assertThat(campaign.runs()).allSatisfy(run -> assertThat(run)
                .containsEntry("survived", true)
                .containsEntry("violations", List.of())
                .containsEntry("not_checkable", List.of()));
        assertThat(campaign.cases().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        FaultGroup.allDrawn().map(FaultCase::id).toList());
    }

    private static Stream<String> ids(String letter, int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(number -> letter + number);
    }

    private static String page(RecordedCampaign campaign) {
        StringBuilder page = new StringBuilder(
                String.format(Locale.ROOT, """
                # Faults

                Written by `FaultsPageTest` from the definitions that `waybill chaos` draws from; do not edit.

                Each case: what is done, what must come of it, and how that is shown. *chaos* means that chaos runs draw it, with real loader
                processes and real servers; the result is that of the last recorded campaign,

                ```sh
                ./waybill chaos --faults all --runs %d --seed 1 --json
                ```

                on 3 brokers with 100,000 rows in each run: %,d loader processes, %,d rows repeated in aborted transactions, no property violated.
                What it printed of each run is in [chaos-campaign.ndjson](chaos-campaign.ndjson). After each run a checker of its own judges every
                row, transaction and checkpoint, the mirror and the receipt; *survived* means that it found nothing. A run has one to three faults
                and counts for each of them. Times are those of a machine that did other work as well.

                A test named here runs with `mvn -B verify`.
                """, campaign.runs().size(), campaign.loaders(), campaign.rowsRepeated()));
        for (FaultGroup group : FaultGroup.values()) {
            page.append("\n## ").append(group.title()).append("\n\n");
            page.append(
                    "| case | what is done | what must come of it | shown by | last result |\n|---|---|---|---|---|\n");
            group.cases().forEach(one -> page.append(row(one, campaign)));
        }
        return page.toString();
    }

    private static String row(FaultCase one, RecordedCampaign campaign) {
        return "| " + String.join(" | ", one.id(), one.what(), one.expectation(), shownBy(one), result(one, campaign))
                + " |\n";
    }

    private static String shownBy(FaultCase one) {
        List<String> tests = one.tests().stream().map(test -> "`" + test + "`").toList();
        return Stream.concat(one.drawing().isPresent() ? Stream.of("chaos") : Stream.of(), tests.stream())
                .collect(Collectors.joining(", "));
    }

    private static String result(FaultCase one, RecordedCampaign campaign) {
        if (!one.reason().isEmpty()) {
            return one.reason();
        }
        OfCase drawn = campaign.cases().get(one.id());
        return one.drawing().isEmpty() || drawn == null ? "holds" : drawn.describe();
    }
}
