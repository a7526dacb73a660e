package io.waybill.sandbox.chaos;

import io.waybill.CrashPoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The runner's side of a loader's crash points: hears when the loader waits at one, and lets it go on. One gate serves one
 * process. The listener is called on a thread of the gate.
 */
final class Gate implements AutoCloseable {
    private final ServerSocket socket;
    private final Consumer<CrashPoint> listener;
    private volatile @Nullable Socket loader;

    private Gate(ServerSocket socket, Consumer<CrashPoint> listener) {
        this.socket = socket;
        this.listener = listener;
    }

    static Gate open(Consumer<CrashPoint> listener) {
        try {
            Gate gate = new Gate(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()), listener);
            Thread thread = new Thread(gate::listen, "chaos-gate");
            thread.setDaemon(true);
            thread.start();
            return gate;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What makes a loader's JVM wait here first. */
    List<String> jvmFlags(Hold first) {
        return List.of(
                "-D" + HeldLoader.PORT + "=" + socket.getLocalPort(), "-D" + HeldLoader.FIRST + "=" + first.toLine());
    }

    /** Lets the waiting loader go on until the next place, or for good. */
    void release(Optional<Hold> next) {
        Socket waiting = loader;
        if (waiting == null) {
            throw new IllegalStateException("no loader waits");
        }
        try {
            OutputStream out = waiting.getOutputStream();
            out.write((next.map(Hold::toLine).orElse("") + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // it was killed; its end is reported elsewhere
        }
    }

    private void listen() {
        try (Socket accepted = socket.accept();
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(accepted.getInputStream(), StandardCharsets.UTF_8))) {
            loader = accepted;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                listener.accept(CrashPoint.valueOf(line));
            }
        } catch (IOException e) {
            // closed, or the loader was killed
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
