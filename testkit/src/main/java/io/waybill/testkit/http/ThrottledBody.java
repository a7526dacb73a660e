package io.waybill.testkit.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.Consumer;

/** A body that comes in ten helpings per second. Not thread-safe. */
final class ThrottledBody extends FilterInputStream {
    private static final int PER_SECOND = 10;
    private static final Duration PAUSE = Duration.ofSeconds(1).dividedBy(PER_SECOND);

    private final int helping;
    private final Consumer<Duration> pause;

    ThrottledBody(InputStream body, long bytesPerSecond, Consumer<Duration> pause) {
        super(body);
        this.helping = Math.toIntExact(Math.max(1, bytesPerSecond / PER_SECOND));
        this.pause = pause;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int at, int length) throws IOException {
        pause.accept(PAUSE);
        return super.read(target, at, Math.min(length, helping));
    }
}
