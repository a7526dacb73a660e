package io.waybill.sandbox.check;

import static io.waybill.sandbox.check.HandMadeJob.ROWS;
import static io.waybill.sandbox.check.HandMadeJob.byteOf;
import static io.waybill.sandbox.check.HandMadeJob.offsetOf;
import static io.waybill.sandbox.check.HandMadeJob.value;
import static io.waybill.sandbox.check.Property.P1;
import static io.waybill.sandbox.check.Property.P2;
import static io.waybill.sandbox.check.Property.P3;
import static io.waybill.sandbox.check.Property.P4;
import static io.waybill.sandbox.check.Property.P5;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.checkpoint.OffsetRange;
import io.waybill.sandbox.check.Violation.Place;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with the rows of a topic (FAULTS.md, group H) is found and named: property, row, byte and offset. */
@Timeout(120)
class CheckerIT {
    private static final Set<Property> OF_ROWS = EnumSet.of(P1, P2, P3, P4, P5);

    private HandMadeJob job;
    private List<ProducerRecord<byte[], byte[]>> rows;

    @BeforeEach
    void begin(@TempDir Path folder) {
        job = new HandMadeJob(folder);
        rows = job.rows(1, ROWS);
    }

    @AfterEach
    void close() {
        job.close();
    }

    @Test
    void aRightTopicHasNoViolation() {
        CheckResult result = job.load(rows).receipt(job.last()).check();

        assertThat(result.describe()).isEmpty();
        assertThat(result.rowsVisible()).isEqualTo(ROWS);
        assertThat(result.checkpoints()).isEqualTo(12);
        assertThat(result.attempts()).isEqualTo(1);
    }

    @Test
    void abortedRowsAreNoViolationAndAreListed() { // H90
        job.open().abort(1, 30).part(rows, 1, 5).open().abort(501, 560).open().abort(501, 503);
        job.part(rows, 6, 10).verified(job.proof()).receipt(job.last());

        CheckResult result = job.check();

        assertThat(result.describe()).isEmpty();
        assertThat(result.rowsAborted()).isEqualTo(93);
        assertThat(result.abortedRanges())
                .containsExactly(new OffsetRange(0, 30), new OffsetRange(536, 596), new OffsetRange(597, 600));
        assertThat(result.attempts()).isEqualTo(3);
    }

    @Test
    void aMissingRowIsNamed() { // H80
        rows.remove(499);

        assertRows(found(P1, 500, -1));
    }

    @Test
    void theMissingLastRowIsNamed() { // H81
        rows.remove(ROWS - 1);

        assertRows(found(P1, ROWS, -1));
    }

    @Test
    void aSecondRecordNextToTheRowsOwnIsNamed() { // H82
        rows.add(500, job.record(value(500)));

        assertRows(found(P2, 500, offsetOf(500)));
    }

    @Test
    void aSecondRecordFarFromTheRowsOwnIsNamed() { // H82
        rows.add(900, job.record(value(7)));

        assertRows(found(P2, 7, offsetOf(900)));
    }

    @Test
    void neighboursThatChangedPlacesAreNamed() { // H83
        Collections.swap(rows, 19, 20);

        List<Violation> found = violations();

        assertThat(found).hasSize(1).allMatch(violation -> violation.property() == P3);
        assertThat(found.get(0).describe()).contains("row 20").contains("row 21");
    }

    @Test
    void rowsThatChangedPlacesFarApartAreNamed() { // H83
        Collections.swap(rows, 9, 899);

        assertRows(found(P3, 900, offsetOf(9)), found(P3, 10, offsetOf(899)));
    }

    @Test
    void oneChangedByteIsNamed() { // H84
        rows.set(9, job.record("row ?010"));

        assertRows(found(P5, 10, 9));
    }

    @Test
    void aForeignRecordIsNamedWithTheRowItStandsBefore() { // H85
        rows.add(40, job.record("not ours"));

        assertRows(found(P4, 41, 40));
    }

    @Test
    void theHeaderAsARecordIsForeign() { // H86
        rows.add(0, job.record("id"));

        assertRows(found(P4, 1, 0));
        assertThat(job.check().of(P4).get(0).sentence()).contains("the header");
    }

    @Test
    void everyRowOfAnEmptyTopicIsMissing() { // H87
        rows.clear();

        assertThat(violations()).hasSize(ROWS).allMatch(violation -> violation.property() == P1);
    }

    @Test
    void aRecordWithAKeyOrHeadersIsNamed() { // H88
        rows.set(49, new ProducerRecord<>(rows.get(0).topic(), 0, bytes("key"), bytes(value(50))));
        rows.get(59).headers().add(new RecordHeader("trace", bytes("1")));

        assertRows(found(P5, 50, 49), found(P5, 60, 59));
    }

    @Test
    void aTransactionThatIsThereTwiceIsNamedRowByRow() { // H89
        rows.addAll(500, job.rows(401, 500));

        List<Violation> found = violations();

        assertThat(found).hasSize(100).allMatch(violation -> violation.property() == P2);
        assertThat(found).extracting(Violation::place).startsWith(place(401, offsetOf(500)));
        assertThat(found).extracting(Violation::place).endsWith(place(500, offsetOf(599)));
    }

    @Test
    void oneLostAndOneDoubledAreNamedThoughTheCountIsRight() { // H91
        rows.remove(19);
        rows.add(700, job.record(value(30)));

        assertRows(found(P1, 20, -1), found(P2, 30, offsetOf(700)));
    }

    @Test
    void manyKindsAtOnceAreKeptApart() {
        rows.remove(949);
        rows.set(899, job.record("changed"));
        rows.add(500, job.record(value(3)));
        rows.add(300, job.record("foreign"));
        rows.remove(0);

        assertRows(
                found(P1, 1, -1),
                found(P1, 950, -1),
                found(P2, 3, offsetOf(500)),
                found(P4, 301, offsetOf(299)),
                found(P5, 900, offsetOf(900)));
    }

    /** What is found about the rows, once they are loaded as they are. */
    private List<Violation> violations() {
        return job.load(rows).check().violations().stream()
                .filter(violation -> OF_ROWS.contains(violation.property()))
                .toList();
    }

    private void assertRows(Found... expected) {
        assertThat(violations())
                .extracting(violation -> new Found(violation.property(), violation.place()))
                .containsExactly(expected);
    }

    private record Found(Property property, Place place) {}

    private static Found found(Property property, int row, long offset) {
        return new Found(property, place(row, offset));
    }

    private static Place place(int row, long offset) {
        return new Place(row, byteOf(row), offset);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
