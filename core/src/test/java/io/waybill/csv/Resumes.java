package io.waybill.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/** Checks that a reader that starts at a position of another one goes on exactly as that one did. */
final class Resumes {
    private Resumes() {}

    /** Resumes at each position of {@code whole}, which was read from the start. */
    static void check(byte[] object, CsvDialect dialect, Reading whole, int partBytes) {
        for (int i = 0; i < whole.positions.size(); i++) {
            Position start = whole.positions.get(i);
            int done = Math.toIntExact(start.rows());
            Reading rest = Reading.of(object, dialect, start, partBytes);
            assertThat(rest.errorPlace()).isEqualTo(whole.errorPlace());
            assertThat(rest.header).isEqualTo(whole.header);
            assertThat(rest.rows).isEqualTo(from(done, whole.rows));
            assertThat(rest.raw).isEqualTo(from(done, whole.raw));
            assertThat(rest.numbers).isEqualTo(from(done, whole.numbers));
            assertThat(rest.offsets).isEqualTo(from(done, whole.offsets));
            assertThat(rest.positions).isEqualTo(from(done, whole.positions));
            assertThat(rest.blanks).isEqualTo(whole.blanks);
            assertThat(rest.checksums).isEqualTo(checksums(object, start, rest.positions));
        }
    }

    private static <T> List<T> from(int index, List<T> list) {
        return list.subList(index, list.size());
    }

    private static List<Long> checksums(byte[] object, Position start, List<Position> positions) {
        return positions.stream().map(end -> crc(object, start, end)).toList();
    }

    private static Long crc(byte[] object, Position start, Position end) {
        CRC32 crc = new CRC32();
        crc.update(Arrays.copyOfRange(object, Math.toIntExact(start.byteOffset()), Math.toIntExact(end.byteOffset())));
        return crc.getValue();
    }
}
