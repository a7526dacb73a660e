package io.waybill.testkit.network;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * From a client to its broker. One thread reads ahead without bound, so that the client's end is seen while requests are
 * held; another one forwards.
 */
final class RequestPath {
    private record Arrived(Frame frame, List<InjectedFault> claims, long nanoTime) {}

    private final ProxyConnection connection;
    private final ActiveFaults faults;
    // empty: no more
    private final BlockingQueue<Optional<Arrived>> queue = new LinkedBlockingQueue<>();

    RequestPath(ProxyConnection connection, ActiveFaults faults) {
        this.connection = connection;
        this.faults = faults;
    }

    /** The reading thread. */
    void read() {
        try {
            FrameReader frames = new FrameReader(connection.client().getInputStream());
            Optional<Frame> frame = frames.next();
            while (frame.isPresent()) {
                queue.add(frame.map(this::arrived));
                frame = frames.next();
            }
        } catch (IOException clientWasReset) {
            // an end like any other: what came before is forwarded
        } finally {
            connection.clientGone().complete(null);
            queue.add(Optional.empty());
        }
    }

    /** The forwarding thread. */
    void forward() {
        try {
            faults.pass(0, connection);
            Link toBroker = connection.connect();
            Optional<Arrived> request = queue.take();
            while (request.isPresent()) {
                forward(request.get(), toBroker);
                request = queue.take();
            }
            faults.pass(0, connection);
            connection.endRequests();
        } catch (IOException brokerIsGone) {
            connection.close();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts it", e);
        }
    }

    private Arrived arrived(Frame frame) {
        return new Arrived(frame, faults.claimsOf(frame.kind()), System.nanoTime());
    }

    private void forward(Arrived request, Link toBroker) throws IOException {
        for (InjectedFault fault : request.claims()) {
            strike(fault, request);
        }
        connection.answers().expect(request.frame(), request.claims());
        toBroker.write(request.frame());
    }

    // those that strike the answer have nothing to do here
    private void strike(InjectedFault injected, Arrived request) throws IOException {
        if (injected.fault() instanceof NetworkFault.Delay delay) {
            injected.strike();
            long held = System.nanoTime() - request.nanoTime();
            injected.awaitHealed(connection.ended(), delay.time().minusNanos(held));
        } else if (injected.fault() instanceof NetworkFault.ResetEveryRequests && !injected.isHealed()) {
            connection.reset();
            injected.strike();
            throw new IOException("reset by " + injected.fault());
        }
    }
}
