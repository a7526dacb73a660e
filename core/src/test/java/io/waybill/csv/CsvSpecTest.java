package io.waybill.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** csv-spec.yaml against both readers; for RowReader with every part size and with a resume after every row. */
final class CsvSpecTest {
    static List<CsvCase> cases() {
        return CsvCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void referenceReaderFollowsTheSpecification(CsvCase spec) {
        check(Reading.ofReference(spec.input(), spec.dialect()), spec);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void rowReaderFollowsTheSpecificationAtEverySplitPoint(CsvCase spec) {
        for (int partBytes = 1; partBytes <= spec.input().length + 1; partBytes++) {
            check(Reading.of(spec.input(), spec.dialect(), Position.START, partBytes), spec);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void resumeAfterAnyRowReadsTheRestAlike(CsvCase spec) {
        Reading whole = Reading.of(spec.input(), spec.dialect(), Position.START, 7);
        for (int partBytes = 1; partBytes <= spec.input().length + 1; partBytes++) {
            Resumes.check(spec.input(), spec.dialect(), whole, partBytes);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void checksumCoversExactlyTheBytesUpToThePosition(CsvCase spec) {
        for (int partBytes = 1; partBytes <= spec.input().length + 1; partBytes++) {
            Reading reading = Reading.of(spec.input(), spec.dialect(), Position.START, partBytes);
            for (int i = 0; i < reading.positions.size(); i++) {
                int bytes = Math.toIntExact(reading.positions.get(i).byteOffset());
                assertThat(reading.checksums.get(i)).isEqualTo(crc(spec.input(), 0, bytes));
            }
        }
    }

    private static void check(Reading reading, CsvCase spec) {
        assertThat(reading.error.isEmpty())
                .as(reading.error)
                .isEqualTo(spec.error().isEmpty());
        spec.error().forEach(part -> assertThat(reading.error).contains(part));
        assertThat(reading.header).isEqualTo(spec.header());
        assertThat(reading.rows).isEqualTo(spec.rows());
        assertThat(reading.raw).isEqualTo(spec.raw());
        assertThat(reading.afterQuote).isEqualTo(spec.afterQuote());
        if (spec.hasOffsets()) {
            assertThat(reading.offsets).isEqualTo(spec.offsets());
        }
        if (spec.error().isEmpty()) {
            assertThat(reading.blanks).isEqualTo(spec.blanks());
        }
    }

    private static long crc(byte[] bytes, int from, int to) {
        CRC32 crc = new CRC32();
        crc.update(bytes, from, to - from);
        return crc.getValue();
    }
}
