package io.waybill.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.ValueFormat;
import io.waybill.checkpoint.ContentSettings;
import io.waybill.csv.CsvDialect;
import io.waybill.source.InMemoryObject;
import io.waybill.source.ReadWindow;
import io.waybill.verify.Difference.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link Comparison} sees, {@link Findings} must call by its name. Record i of a right topic has offset 100 + i. */
class ComparisonTest {
    private static final long BEGIN = 100;
    private static final ContentSettings RAW = new ContentSettings(CsvDialect.DEFAULT, ValueFormat.RAW);

    private final List<String> values = new ArrayList<>();
    private byte[] file = {};
    private int keyed = -1;
    private boolean complete = true;

    @Test
    void aRightTopicHasNoDifference() {
        rows(10_000);

        assertThat(differences()).isEmpty();
    }

    @Test
    void anEmptyFileAndAnEmptyTopicAgree() {
        rows(0);

        assertThat(differences()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 4096, 4097, 9_998, 9_999})
    void aMissingRowIsNamed(int row) {
        rows(10_000);
        values.remove(row - 1);

        assertThat(differences()).containsExactly(missing(row));
    }

    @Test
    void theMissingLastRowIsNamed() {
        rows(10_000);
        values.remove(9_999);

        assertThat(differences()).containsExactly(missing(10_000));
    }

    @Test
    void missingRowsInARowAreNamedEach() {
        rows(10_000);
        values.subList(4090, 4100).clear();

        assertThat(differences()).hasSize(10).allMatch(found -> found.kind() == Kind.MISSING);
        assertThat(differences()).first().isEqualTo(missing(4091));
    }

    @Test
    void everyRowIsMissingInAnEmptyTopic() {
        rows(5);
        values.clear();

        assertThat(differences()).containsExactly(missing(1), missing(2), missing(3), missing(4), missing(5));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4096, 9_999, 10_000})
    void aDuplicateNextToItsRowIsNamed(int row) {
        rows(10_000);
        values.add(row, value(row));

        assertThat(differences()).hasSize(1);
        assertThat(differences().get(0).kind()).isEqualTo(Kind.DUPLICATE);
        assertThat(differences().get(0).row()).isEqualTo(row);
        assertThat(differences().get(0).offset()).isBetween(BEGIN + row - 1, BEGIN + row);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 99_000, 100_000})
    void aDuplicateFarFromItsRowIsNamed(int at) {
        rows(100_000);
        values.add(at, value(7));

        assertThat(differences()).containsExactly(new Difference(Kind.DUPLICATE, 7, offsetOf(7), BEGIN + at));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4095, 4096, 4097, 9_998, 9_999})
    void neighboursThatChangedPlacesAreNamed(int row) {
        rows(10_000);
        Collections.swap(values, row - 1, row);

        assertThat(differences())
                .containsExactly(
                        new Difference(Kind.REORDERED, row, offsetOf(row), BEGIN + row),
                        new Difference(Kind.REORDERED, row + 1, offsetOf(row + 1), BEGIN + row - 1));
    }

    @Test
    void rowsThatChangedPlacesFarApartAreNamed() {
        rows(100_000);
        Collections.swap(values, 9, 90_009); // more than the largest window apart

        assertThat(differences())
                .containsExactly(
                        new Difference(Kind.REORDERED, 10, offsetOf(10), BEGIN + 90_009),
                        new Difference(Kind.REORDERED, 90_010, offsetOf(90_010), BEGIN + 9));
    }

    @Test
    void aRowMovedFarBackIsNamedAlone() {
        rows(100_000);
        values.add(90_000, values.remove(9));

        assertThat(differences()).containsExactly(new Difference(Kind.REORDERED, 10, offsetOf(10), BEGIN + 90_000));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4096, 4097, 10_000})
    void oneChangedByteIsNamed(int row) {
        rows(10_000);
        values.set(row - 1, value(row) + "?");

        assertThat(differences()).containsExactly(new Difference(Kind.CHANGED, row, offsetOf(row), BEGIN + row - 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4096, 10_000})
    void aRecordThatHasAKeyOrHeadersIsChanged(int row) {
        rows(10_000);
        keyed = row - 1;

        assertThat(differences()).containsExactly(new Difference(Kind.CHANGED, row, offsetOf(row), BEGIN + row - 1));
    }

    @Test
    void aRecordWithoutValueIsChanged() {
        rows(10);
        values.set(4, "");

        assertThat(differences()).containsExactly(new Difference(Kind.CHANGED, 5, offsetOf(5), BEGIN + 4));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 4096, 10_000})
    void aForeignRecordIsNamedWithTheRowItStandsBefore(int row) {
        rows(10_000);
        values.add(row - 1, "not ours");

        assertThat(differences()).containsExactly(new Difference(Kind.FOREIGN, row, offsetOf(row), BEGIN + row - 1));
    }

    @Test
    void aForeignRecordAfterTheLastRowIsNamed() {
        rows(10);
        values.add("not ours");

        assertThat(differences()).containsExactly(new Difference(Kind.FOREIGN, 11, -1, BEGIN + 10));
    }

    @Test
    void theHeaderAsARecordIsForeign() {
        rows(10);
        values.add(0, "id,value");

        assertThat(differences()).containsExactly(new Difference(Kind.FOREIGN, 1, offsetOf(1), BEGIN));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 4096, 5_000, 15_000})
    void aWholeTransactionSentAgainIsNamedRowByRow(int rows) {
        rows(40_000);
        values.addAll(20_000 + rows, List.copyOf(values.subList(20_000, 20_000 + rows)));

        List<Difference> found = differences();
        assertThat(found).hasSize(rows).allMatch(difference -> difference.kind() == Kind.DUPLICATE);
        assertThat(found).extracting(Difference::row).first().isEqualTo(20_001L);
        assertThat(found).extracting(Difference::row).last().isEqualTo(20_000L + rows);
        assertThat(found).extracting(Difference::offset).first().isEqualTo(BEGIN + 20_000 + rows);
    }

    @Test
    void oneLostAndOneDoubledAreBothNamedThoughTheCountIsRight() {
        rows(10_000);
        values.remove(19);
        values.add(7_000, value(30));

        assertThat(differences())
                .containsExactly(missing(20), new Difference(Kind.DUPLICATE, 30, offsetOf(30), BEGIN + 7_000));
    }

    @Test
    void rowsWithTheSameContentAreCountedNotConfused() {
        rows(List.of("same", "same", "other", "same", "same"));
        values.remove(4);

        assertThat(differences()).hasSize(1);
        assertThat(differences().get(0).kind()).isEqualTo(Kind.MISSING);
    }

    @Test
    @Timeout(30)
    void aTopicOfAnotherFileIsGivenUpSoonAndSaysSo() {
        rows(100_000);
        values.replaceAll(value -> "other " + value);

        assertThat(differences()).isNotEmpty();
        assertThat(complete).isFalse();
    }

    @Test
    void moreThanItCanKeepSentAgainIsGivenUpAndSaysSo() {
        rows(200_000);
        values.addAll(80_000, List.copyOf(values.subList(0, 80_000)));

        assertThat(differences()).first().isEqualTo(new Difference(Kind.DUPLICATE, 1, offsetOf(1), BEGIN + 80_000));
        assertThat(complete).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverIsDoneToATopicIsFound(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        rows(6_000);
        List<String> right = List.copyOf(values);
        int edits = 1 + random.nextInt(20);
        for (int edit = 0; edit < edits; edit++) {
            edit(random);
        }

        assertThat(differences().isEmpty()).as("seed %d", seed).isEqualTo(values.equals(right));
        assertThat(differences()).allMatch(found -> found.row() >= 1 && found.row() <= 6_001);
        long missing = differences().stream()
                .filter(found -> found.kind() == Kind.MISSING)
                .count();
        long added = differences().stream()
                .filter(found -> found.kind() == Kind.DUPLICATE || found.kind() == Kind.FOREIGN)
                .count();
        assertThat(values.size()).as("seed %d", seed).isEqualTo(Math.toIntExact(6_000 - missing + added));
    }

    private void edit(SplittableRandom random) {
        int at = random.nextInt(values.size());
        int other = random.nextInt(values.size());
        switch (random.nextInt(5)) {
            case 0 -> values.remove(at);
            case 1 -> values.add(at, values.get(other));
            case 2 -> Collections.swap(values, at, other);
            case 3 -> values.set(at, "changed " + values.get(at));
            default -> values.add(at, "foreign " + random.nextLong());
        }
    }

    private void rows(int count) {
        List<String> rows = new ArrayList<>();
        for (int row = 1; row <= count; row++) {
            rows.add(value(row));
        }
        rows(rows);
    }

    private void rows(List<String> rows) {
        StringBuilder csv = new StringBuilder("id,value\n");
        rows.forEach(row -> csv.append(row).append('\n'));
        file = csv.toString().getBytes(StandardCharsets.UTF_8);
        values.clear();
        values.addAll(rows);
    }

    /** All of the same length, so that a row's byte offset is known. */
    private static String value(int row) {
        return String.format("%06d,x", row);
    }

    private static long offsetOf(int row) {
        return "id,value\n".length() + (row - 1) * 9L;
    }

    private static Difference missing(int row) {
        return new Difference(Kind.MISSING, row, offsetOf(row), -1);
    }

    private List<Difference> differences() {
        Findings findings = new Findings();
        try (ExpectedRows expected = expected();
                ExpectedRows again = expected()) {
            Comparison comparison = new Comparison(expected, findings);
            for (int i = 0; i < values.size(); i++) {
                byte[] value = values.get(i).getBytes(StandardCharsets.UTF_8);
                if (!comparison.accept(new ActualRecord(BEGIN + i, value, i != keyed))) {
                    break;
                }
            }
            comparison.end();
            complete = !findings.areFull();
            return findings.resolve(again);
        }
    }

    private ExpectedRows expected() {
        return new ExpectedRows(new InMemoryObject(file), RAW, ReadWindow.DEFAULT);
    }
}
