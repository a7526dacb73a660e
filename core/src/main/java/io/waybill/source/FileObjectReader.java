package io.waybill.source;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A local file as an object. A file has no versions, so it is pinned by inode, modification time and size, and each
 * read checks before and after that it still is the same one. Thread-safe.
 *
 * <p>Each read opens the file anew: an interrupt closes the channel that a thread reads from, and must not end the
 * reads of other threads.
 */
public final class FileObjectReader implements ObjectReader {
    /** The JDK copies each read through a direct buffer of the read's size and keeps that per thread. */
    private static final int READ_BYTES = 1 << 18;

    private final Path path;
    private final SourceObject object;
    private final AtomicLong bytesRead = new AtomicLong();

    private FileObjectReader(Path path, SourceObject object) {
        this.path = path;
        this.object = object;
    }

    /**
     * Pins the file as it is now.
     *
     * @throws WaybillException SOURCE_NOT_FOUND, SOURCE_FORBIDDEN, SOURCE_UNSUPPORTED (not a regular file), UNREACHABLE
     */
    public static FileObjectReader open(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            requireRegularFile(absolute);
            FileChannel.open(absolute, StandardOpenOption.READ).close();
            return new FileObjectReader(
                    absolute, FileIdentity.of(absolute).pin(absolute.toUri().toString()));
        } catch (IOException e) {
            throw translated(absolute, e);
        }
    }

    @Override
    public SourceObject object() {
        return object;
    }

    @Override
    public void readFully(ByteRange range, byte[] target, int at) {
        try {
            requireSameFile();
            read(range, target, at);
            requireSameFile();
        } catch (EOFException e) {
            throw changed();
        } catch (IOException e) {
            throw translated(path, e);
        }
    }

    @Override
    public long bytesRead() {
        return bytesRead.get();
    }

    @Override
    public void close() {
        // nothing stays open between reads
    }

    private void read(ByteRange range, byte[] target, int at) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteRange rest = range;
            while (rest.length() > 0) {
                int index = Math.toIntExact(at + range.length() - rest.length());
                int length = (int) Math.min(READ_BYTES, rest.length());
                int count = channel.read(ByteBuffer.wrap(target, index, length), rest.start());
                if (count < 0) {
                    throw new EOFException();
                }
                bytesRead.addAndGet(count);
                rest = rest.after(count);
            }
        }
    }

    private void requireSameFile() throws IOException {
        if (!FileIdentity.of(path).pin(object.uri()).equals(object)) {
            throw changed();
        }
    }

    private static void requireRegularFile(Path path) throws IOException {
        if (Files.readAttributes(path, "isRegularFile").get("isRegularFile") != Boolean.TRUE) {
            throw new WaybillException(
                    ErrorCode.SOURCE_UNSUPPORTED,
                    path + " is not a regular file",
                    "Name one CSV file, not a directory or a pipe.");
        }
    }

    private WaybillException changed() {
        return new WaybillException(
                ErrorCode.SOURCE_CHANGED,
                object + " was replaced or written to since it was pinned",
                "Load a file that nobody writes to; a changed file is a new job.");
    }

    private static WaybillException translated(Path path, IOException e) {
        if (e instanceof NoSuchFileException) {
            return new WaybillException(
                    ErrorCode.SOURCE_NOT_FOUND, path + " does not exist", "Check the path of the file.", e);
        }
        if (e instanceof ClosedByInterruptException) {
            return new WaybillException(
                    ErrorCode.INTERRUPTED,
                    "interrupted while reading " + path,
                    "Run it again: it goes on from the last checkpoint.",
                    e);
        }
        if (e instanceof AccessDeniedException) {
            return new WaybillException(
                    ErrorCode.SOURCE_FORBIDDEN,
                    path + " may not be read",
                    "Give this user permission to read the file and to enter its directories.",
                    e);
        }
        return new WaybillException(
                ErrorCode.UNREACHABLE, path + " cannot be read: " + e, "Check the disk, then run it again.", e);
    }
}
