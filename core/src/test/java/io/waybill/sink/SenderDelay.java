package io.waybill.sink;

import static net.bytebuddy.matcher.ElementMatchers.named;

import java.lang.instrument.Instrumentation;
import java.util.concurrent.locks.LockSupport;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy;
import net.bytebuddy.agent.builder.ResettableClassFileTransformer;
import net.bytebuddy.asm.Advice;

/**
 * Holds up the sender thread of every producer in this JVM between its question "is anything incomplete?" and the next
 * transactional request, as a busy machine does. Closing takes the delay out again.
 */
final class SenderDelay implements AutoCloseable {
    private final Instrumentation instrumentation = ByteBuddyAgent.install();
    private final ResettableClassFileTransformer delay;

    SenderDelay() {
        delay = new AgentBuilder.Default()
                .disableClassFormatChanges()
                .with(AgentBuilder.TypeStrategy.Default.DECORATE) // keeps what other agents put in
                .with(RedefinitionStrategy.RETRANSFORMATION)
                .with(RedefinitionStrategy.Listener.ErrorEscalating.FAIL_FAST)
                .type(named("org.apache.kafka.clients.producer.internals.RecordAccumulator"))
                .transform((builder, type, loader, module, domain) ->
                        builder.visit(Advice.to(AfterTheQuestion.class).on(named("hasIncomplete"))))
                .installOn(instrumentation);
    }

    @Override
    public void close() {
        delay.reset(instrumentation, RedefinitionStrategy.RETRANSFORMATION);
    }

    /** Copied into the client's method. */
    public static final class AfterTheQuestion {
        private AfterTheQuestion() {}

        /** Only "nothing is" is dangerous: what is sent from now on is not seen. */
        @Advice.OnMethodExit
        public static void delay(@Advice.Return boolean incomplete) {
            if (!incomplete) {
                LockSupport.parkNanos(2_000_000); // a literal: the client sees no field of this class
            }
        }
    }
}
