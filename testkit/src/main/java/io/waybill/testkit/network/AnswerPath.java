package io.waybill.testkit.network;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** From a broker to its client. The requests' thread says what to expect, another one forwards. */
final class AnswerPath {
    private static final Duration ENDLESS = Duration.ofDays(1);

    private final ProxyConnection connection;
    private final ActiveFaults faults;
    private final Map<Integer, List<InjectedFault>> claims = new ConcurrentHashMap<>();

    AnswerPath(ProxyConnection connection, ActiveFaults faults) {
        this.connection = connection;
        this.faults = faults;
    }

    /** Called before the request is sent: its answer has the same correlation id. */
    void expect(Frame request, List<InjectedFault> claimants) {
        if (!claimants.isEmpty()) {
            claims.put(request.requestCorrelation(), claimants);
        }
    }

    /** The forwarding thread, until the broker ends. Answers to a client that has gone are read and dropped. */
    void forward(FrameReader fromBroker, Link toClient) {
        try {
            Optional<Frame> answer = next(fromBroker);
            while (answer.isPresent()) {
                deliver(answer.get(), toClient);
                answer = next(fromBroker);
            }
            faults.pass(0, connection);
        } catch (IOException clientIsGone) {
            // nobody is left to be told
        } finally {
            connection.close();
        }
    }

    private static Optional<Frame> next(FrameReader fromBroker) {
        try {
            return fromBroker.next();
        } catch (IOException brokerWasKilled) {
            return Optional.empty();
        }
    }

    private void deliver(Frame answer, Link toClient) {
        List<InjectedFault> claimants =
                Optional.ofNullable(claims.remove(answer.answerCorrelation())).orElse(List.of());
        claimants.forEach(this::strike);
        if (!connection.clientGone().isDone()) {
            write(answer, toClient);
        }
    }

    private void write(Frame answer, Link toClient) {
        try {
            toClient.write(answer);
        } catch (IOException clientIsGone) {
            connection.clientGone().complete(null);
        }
    }

    // those that strike the request have done so
    private void strike(InjectedFault injected) {
        if (injected.fault() instanceof NetworkFault.DropAnswer && !injected.isHealed()) {
            connection.resetClient();
            injected.strike();
        } else if (injected.fault() instanceof NetworkFault.HoldAnswer) {
            injected.strike();
            injected.awaitHealed(connection.clientGone(), ENDLESS);
        }
    }
}
