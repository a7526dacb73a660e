package io.waybill.testkit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** A server's log file. It grows over restarts; {@link #sinceStart()} is what the newest process wrote. */
public final class ServerLog {
    private static final int TAIL_BYTES = 4_000;
    private static final int ERROR_LINES = 5;

    private final Path file;
    private volatile long start;

    ServerLog(Path file) {
        this.file = file;
    }

    /** Where it lies. */
    public Path file() {
        return file;
    }

    /** What the newest process wrote. */
    public String sinceStart() {
        return from(start);
    }

    /** The end of what the newest process wrote, for error messages. */
    public String tail() {
        return from(Math.max(start, size() - TAIL_BYTES));
    }

    /** The newest process's first lines that tell of an error: a server that gives up logs much after the cause. */
    String firstErrors() {
        return sinceStart()
                .lines()
                .filter(line -> line.contains("ERROR") || line.contains("Exception"))
                .limit(ERROR_LINES)
                .collect(Collectors.joining("\n"));
    }

    /** From here on, a new process writes. */
    void begin() {
        start = size();
    }

    private long size() {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String from(long offset) {
        if (size() <= offset) {
            return "";
        }
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[Math.toIntExact(log.length() - offset)];
            log.seek(offset);
            log.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
