package io.waybill.sandbox.chaos;

import io.waybill.CrashPoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The loader's side of a {@link Gate}: at the point that its runner has chosen it says so, and waits for the answer. Does
 * nothing in a loader that was started without a gate. Points are passed by several threads.
 */
public final class HeldLoader implements CrashPoint.Watcher {
    static final String PORT = "waybill.chaos.port";
    static final String FIRST = "waybill.chaos.hold";

    private @Nullable Hold next;
    private long passed;
    private @Nullable Socket runner;
    private @Nullable BufferedReader answers;

    /** For {@link java.util.ServiceLoader}. */
    public HeldLoader() {
        String first = System.getProperty(FIRST);
        this.next = first == null ? null : Hold.parse(first);
    }

    @Override
    public void passed(CrashPoint point) {
        Hold waiting = next; // an outdated value costs one passing at most, where two threads pass at once
        if (waiting != null && waiting.point() == point) {
            count(point);
        }
    }

    private synchronized void count(CrashPoint point) {
        Hold waiting = next;
        if (waiting == null || waiting.point() != point || ++passed < waiting.nth()) {
            return;
        }
        passed = 0;
        String answer = ask(point);
        next = answer.isEmpty() ? null : Hold.parse(answer);
    }

    /** A runner that is gone has no further wish. */
    private String ask(CrashPoint point) {
        try {
            if (runner == null || answers == null) {
                runner = new Socket(InetAddress.getLoopbackAddress(), Integer.getInteger(PORT));
                answers = new BufferedReader(new InputStreamReader(runner.getInputStream(), StandardCharsets.UTF_8));
            }
            runner.getOutputStream().write((point + "\n").getBytes(StandardCharsets.UTF_8));
            String answer = answers.readLine();
            return answer == null ? "" : answer;
        } catch (IOException e) {
            throw new UncheckedIOException("the runner of this loader cannot be reached", e);
        }
    }
}
