package io.waybill.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.source.StoredChecksum.Algorithm;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SourceChecksumTest {
    private static final byte[] CHECK = "123456789".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @CsvSource({"CRC64NVME, ae8b14860a799888", "CRC32, cbf43926", "CRC32C, e3069283"})
    void checkValueIsTheCatalogues(Algorithm algorithm, String value) {
        SourceChecksum checksum = SourceChecksum.startingWith(algorithm);

        checksum.update(CHECK, 0, CHECK.length);

        assertThat(checksum.getValue()).isEqualTo(Long.parseUnsignedLong(value, 16));
    }

    @ParameterizedTest
    @EnumSource(value = Algorithm.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void resumedAtEveryByteEqualsTheUninterruptedOne(Algorithm algorithm) {
        byte[] bytes = new byte[331];
        new SplittableRandom(7).nextBytes(bytes);
        SourceChecksum uninterrupted = SourceChecksum.startingWith(algorithm);
        uninterrupted.update(bytes, 0, bytes.length);

        for (int cut = 0; cut <= bytes.length; cut++) {
            SourceChecksum before = SourceChecksum.startingWith(algorithm);
            before.update(bytes, 0, cut);
            SourceChecksum resumed = SourceChecksum.resumedFrom(algorithm, before.getValue());
            resumed.update(bytes, cut, bytes.length - cut);

            assertThat(resumed.getValue()).as("cut at byte %d", cut).isEqualTo(uninterrupted.getValue());
        }
    }

    @ParameterizedTest
    @EnumSource(value = Algorithm.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void resumedTwiceAndFedByteByByteEqualsTheUninterruptedOne(Algorithm algorithm) {
        SourceChecksum first = SourceChecksum.startingWith(algorithm);
        SourceChecksum whole = SourceChecksum.startingWith(algorithm);
        for (byte b : CHECK) {
            whole.update(b);
        }
        first.update(CHECK, 0, 2);
        SourceChecksum second = SourceChecksum.resumedFrom(algorithm, first.getValue());
        second.update(CHECK, 2, 3);
        SourceChecksum third = SourceChecksum.resumedFrom(algorithm, second.getValue());
        third.update(CHECK, 5, 4);

        assertThat(third.getValue()).isEqualTo(whole.getValue());
    }

    @Test
    void manyBytesAtATimeEqualByteByByteAtEveryStartAndLength() {
        byte[] bytes = new byte[120];
        new SplittableRandom(8).nextBytes(bytes);
        for (int from = 0; from <= 17; from++) {
            for (int length = 0; from + length <= bytes.length; length++) {
                Crc64Nvme many = new Crc64Nvme();
                Crc64Nvme single = new Crc64Nvme();
                many.update(bytes, from, length);
                for (int i = from; i < from + length; i++) {
                    single.update(bytes[i]);
                }
                assertThat(many.getValue()).as("%d bytes from %d", length, from).isEqualTo(single.getValue());
            }
        }
    }

    @Test
    void withoutStoredChecksumItIsCrc32c() {
        assertThat(SourceChecksum.startingWith(Algorithm.NONE).algorithm()).isEqualTo(Algorithm.CRC32C);
    }

    @Test
    void goesForwardOnly() {
        SourceChecksum checksum = SourceChecksum.startingWith(Algorithm.CRC32);

        assertThatThrownBy(checksum::reset).isInstanceOf(UnsupportedOperationException.class);
    }
}
