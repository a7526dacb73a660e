package io.waybill.testkit.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** What goes wrong with one request. Whatever a fault does not mention comes from the real server. Values: immutable. */
public sealed interface HttpFault {
    /** Answers one request in its own way. */
    void strike(Exchange exchange, ActiveFault active) throws IOException;

    /** Whether it can strike this request at all. */
    default boolean concerns(MessageHead request) {
        return true;
    }

    /** The server is not asked; this is the answer. {@link S3Answers} and {@link DynamoDbAnswers} have the usual ones. */
    record Answered(int status, String reason, Map<String, String> headers, String body) implements HttpFault {
        public Answered {
            headers = Map.copyOf(headers);
        }

        @Override
        public void strike(Exchange exchange, ActiveFault active) throws IOException {
            exchange.swallow();
            active.struck();
            exchange.give(status, reason, headers, body.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The connection is reset before the request reaches the server. */
    record LostRequest() implements HttpFault {
        @Override
        public void strike(Exchange exchange, ActiveFault active) throws IOException {
            exchange.swallow();
            active.struck();
            exchange.resetClient();
        }
    }

    /** The server does what it was asked to, and its answer is replaced by a reset. */
    record LostAnswer() implements HttpFault {
        @Override
        public void strike(Exchange exchange, ActiveFault active) throws IOException {
            exchange.ask().drain();
            active.struck();
            exchange.resetClient();
        }
    }

    /** The answer is complete, but its first byte comes late: after this time, or as soon as the fault is healed. */
    record Delayed(Duration by) implements HttpFault {
        @Override
        public void strike(Exchange exchange, ActiveFault active) throws IOException {
            active.struck();
            active.pause(by);
            exchange.give(exchange.ask());
        }
    }

    /** The body comes slowly, until the fault is healed. */
    record Throttled(long bytesPerSecond) implements HttpFault {
        @Override
        public void strike(Exchange exchange, ActiveFault active) throws IOException {
            Answer real = exchange.ask();
            active.struck();
            exchange.give(real.withBody(new ThrottledBody(real.body(), bytesPerSecond, active::pause)));
        }
    }

    /** The body breaks off before a byte, although its head promises all of it. */
    record BrokenOff(BytePosition before, Breakage breakage) implements HttpFault {
        /** How it breaks off: FIN, RST, or silence on an open connection. */
        public enum Breakage {
            CLOSED,
            RESET,
            STALLED
        }

        @Override
        public boolean concerns(MessageHead request) {
            return before.isIn(request);
        }

        @Override
        public void strike(Exchange exchange, ActiveFault active) throws IOException {
            Answer real = exchange.ask();
            exchange.begin(real, before.bytesBefore(real));
            active.struck();
            switch (breakage) {
                case CLOSED -> exchange.closeClient();
                case RESET -> exchange.resetClient();
                case STALLED -> exchange.stallClient();
            }
        }
    }

    /** The body has more bytes than it should, and its Content-Length counts them. */
    record Extended(int bytes) implements HttpFault {
        @Override
        public void strike(Exchange exchange, ActiveFault active) throws IOException {
            Answer real = exchange.ask();
            long length = Long.parseLong(real.head().header("Content-Length").orElseThrow());
            active.struck();
            exchange.give(new Answer(
                    real.head().with("Content-Length", Long.toString(length + bytes)),
                    new SequenceInputStream(real.body(), new ByteArrayInputStream(new byte[bytes]))));
        }
    }

    /** One bit of one byte is the other way round; {@code bit} counts from 0, the lowest. */
    record BitFlipped(BytePosition in, int bit) implements HttpFault {
        @Override
        public boolean concerns(MessageHead request) {
            return in.isIn(request);
        }

        @Override
        public void strike(Exchange exchange, ActiveFault active) throws IOException {
            Answer real = exchange.ask();
            active.struck();
            exchange.give(real.withBody(new FlippedBody(real.body(), in.bytesBefore(real), 1 << bit)));
        }
    }

    /** The answer's head lies: headers whose names begin with {@code removed} are gone (empty for none), others set. */
    record HeadersChanged(String removed, Map<String, String> set) implements HttpFault {
        public HeadersChanged {
            set = Map.copyOf(set);
        }

        @Override
        public void strike(Exchange exchange, ActiveFault active) throws IOException {
            Answer real = exchange.ask();
            MessageHead head = removed.isEmpty() ? real.head() : real.head().without(removed);
            for (Map.Entry<String, String> header : set.entrySet()) {
                head = head.with(header.getKey(), header.getValue());
            }
            active.struck();
            exchange.give(real.withHead(head));
        }
    }

    /** A range is answered by 200 and all of this file, which is the object. */
    record WholeObject(Path content) implements HttpFault {
        @Override
        public void strike(Exchange exchange, ActiveFault active) throws IOException {
            Answer real = exchange.ask();
            MessageHead head = real.head()
                    .withStatus(200, "OK")
                    .without("Content-Range")
                    .with("Content-Length", Long.toString(Files.size(content)));
            active.struck();
            exchange.give(new Answer(head, Files.newInputStream(content)));
        }
    }
}
