package io.waybill.source;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileObjectReaderTest {
    private final Path directory;
    private final Path file;

    FileObjectReaderTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        this.file = Files.writeString(directory.resolve("rows.csv"), "0123456789");
    }

    @Test
    void fileIsPinnedByUriInodeTimeAndSize() throws IOException {
        Object inode = Files.getAttribute(file, "unix:ino");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L));

        SourceObject object = FileObjectReader.open(file).object();

        assertThat(object.uri()).isEqualTo(file.toUri().toString()).startsWith("file:///");
        assertThat(object.version()).isEmpty();
        assertThat(object.etag()).isEqualTo(inode + "-1700000000000000000");
        assertThat(object.size()).isEqualTo(10);
        assertThat(object.checksum()).isEqualTo(StoredChecksum.NONE);
    }

    @Test
    void rangeIsReadToTheGivenIndex() {
        try (FileObjectReader reader = FileObjectReader.open(file)) {
            byte[] target = "........".getBytes(US_ASCII);
            reader.readFully(new ByteRange(3, 7), target, 2);

            assertThat(new String(target, US_ASCII)).isEqualTo("..3456..");
            assertThat(reader.bytesRead()).isEqualTo(4);
        }
    }

    @Test
    void bytesPastTwoToTheThirtyOneAreRead() throws IOException {
        long place = (1L << 32) + 5; // the file is sparse
        try (SeekableByteChannel channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
            channel.position(place).write(ByteBuffer.wrap("far".getBytes(US_ASCII)));
        }
        try (FileObjectReader reader = FileObjectReader.open(file)) {
            byte[] target = new byte[3];
            reader.readFully(new ByteRange(place, place + 3), target, 0);

            assertThat(new String(target, US_ASCII)).isEqualTo("far");
            assertThat(reader.object().size()).isEqualTo(place + 3);
        }
    }

    @Test
    void rangeLargerThanOneReadIsReadWhole() throws IOException {
        byte[] bytes = new byte[3_000_001];
        new Random(7).nextBytes(bytes);
        Files.write(file, bytes);
        try (FileObjectReader reader = FileObjectReader.open(file)) {
            byte[] target = new byte[bytes.length];
            reader.readFully(new ByteRange(0, bytes.length), target, 0);
            assertThat(target).isEqualTo(bytes);
        }
    }

    @Test
    void fileThatGrewIsChanged() throws IOException {
        FileObjectReader reader = FileObjectReader.open(file);
        Files.writeString(file, "x", StandardOpenOption.APPEND);
        assertCode(ErrorCode.SOURCE_CHANGED, () -> read(reader));
    }

    @Test
    void fileThatWasTouchedIsChanged() throws IOException {
        FileObjectReader reader = FileObjectReader.open(file);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));
        assertCode(ErrorCode.SOURCE_CHANGED, () -> read(reader));
    }

    @Test
    void fileThatWasReplacedByOneOfTheSameTimeAndSizeIsChanged() throws IOException {
        FileObjectReader reader = FileObjectReader.open(file);
        Path other = Files.writeString(directory.resolve("other.csv"), "9876543210");
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        assertCode(ErrorCode.SOURCE_CHANGED, () -> read(reader));
    }

    @Test
    void fileThatWasDeletedIsNotFound() throws IOException {
        FileObjectReader reader = FileObjectReader.open(file);
        Files.delete(file);
        assertCode(ErrorCode.SOURCE_NOT_FOUND, () -> read(reader));
    }

    @Test
    void missingFileIsNotFound() {
        assertCode(ErrorCode.SOURCE_NOT_FOUND, () -> FileObjectReader.open(directory.resolve("none.csv")));
    }

    @Test
    void directoryIsUnsupported() {
        assertCode(ErrorCode.SOURCE_UNSUPPORTED, () -> FileObjectReader.open(directory));
    }

    @Test
    void unreadableFileIsForbidden() {
        assertThat(file.toFile().setReadable(false)).isTrue();
        assumeThat(Files.isReadable(file)).as("root reads everything").isFalse();
        assertCode(ErrorCode.SOURCE_FORBIDDEN, () -> FileObjectReader.open(file));
    }

    @Test
    void interruptOfOneReadLeavesTheReaderUsable() {
        FileObjectReader reader = FileObjectReader.open(file);
        Thread.currentThread().interrupt();
        assertCode(ErrorCode.INTERRUPTED, () -> read(reader));
        assertThat(Thread.interrupted()).isTrue();

        assertThat(new String(read(reader), US_ASCII)).isEqualTo("0123456789");
    }

    private static byte[] read(FileObjectReader reader) {
        byte[] target = new byte[10];
        reader.readFully(new ByteRange(0, 10), target, 0);
        return target;
    }

    private static void assertCode(ErrorCode code, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOf(WaybillException.class)
                .extracting(e -> ((WaybillException) e).code())
                .isEqualTo(code);
    }
}
