package io.waybill.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HandoverTest {
    private static final String NAME = "waybill-verify-test";

    @AfterEach
    void noThreadIsLeft() {
        assertThat(VerifyThreads.named(NAME)).isEmpty();
    }

    @Test
    void whatIsMadeArrivesInOrderThenTheEnd() {
        try (Handover<Integer> numbers = numbers(1000, new AtomicInteger())) {
            for (int i = 0; i < 1000; i++) {
                assertThat(numbers.next()).contains(i);
            }
            assertThat(numbers.next()).isEmpty();
            assertThat(numbers.next()).as("asked again").isEmpty();
        }
    }

    @Test
    void noMoreThanFourWaitToBeTaken() {
        AtomicInteger made = new AtomicInteger();
        try (Handover<Integer> numbers = numbers(1000, made)) {
            numbers.next();
            Awaitility.await().until(() -> VerifyThreads.named(NAME).stream()
                    .allMatch(thread -> thread.getState() == Thread.State.WAITING));

            assertThat(made).hasValueLessThanOrEqualTo(1 + 4 + 1); // the one taken, those that wait, the one in hand
        }
    }

    @Test
    void aFailureComesAfterWhatWasMadeBeforeAndEverAfter() {
        IllegalStateException failure = new IllegalStateException("broken");
        try (Handover<Integer> handover = started(taker -> {
            taker.put(1);
            throw failure;
        })) {
            assertThat(handover.next()).contains(1);
            assertThatThrownBy(handover::next).isSameAs(failure);
            assertThatThrownBy(handover::next).isSameAs(failure);
        }
    }

    @Test
    void anErrorOfTheMakingThreadIsTheTakers() {
        StackOverflowError failure = new StackOverflowError();
        try (Handover<Integer> handover = started(taker -> {
            throw failure;
        })) {
            assertThatThrownBy(handover::next).isSameAs(failure);
        }
    }

    @Test
    void closingEndsAMakerThatWaitsForRoom() {
        AtomicInteger made = new AtomicInteger();
        Handover<Integer> numbers = numbers(Integer.MAX_VALUE, made);
        numbers.next();

        numbers.close();

        assertThat(VerifyThreads.named(NAME)).isEmpty();
    }

    @Test
    void closingEndsAMakerThatWaitsForSomethingElse() {
        CountDownLatch never = new CountDownLatch(1);
        Handover<Integer> handover = started(taker -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        handover.close();

        assertThat(VerifyThreads.named(NAME)).isEmpty();
    }

    @Test
    void anInterruptedTakerStopsAndItsFlagStays() throws InterruptedException {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicReference<Boolean> flag = new AtomicReference<>(false);
        CountDownLatch never = new CountDownLatch(1);
        Thread taker = new Thread(() -> {
            try (Handover<Integer> handover = started(ignored -> awaitQuietly(never))) {
                handover.next();
            } catch (WaybillException e) {
                thrown.set(e);
            }
            flag.set(Thread.currentThread().isInterrupted());
        });
        taker.start();
        Awaitility.await().until(() -> taker.getState() == Thread.State.WAITING);

        taker.interrupt();
        taker.join();

        assertThat(thrown.get()).isInstanceOfSatisfying(WaybillException.class, e -> assertThat(e.code())
                .isEqualTo(ErrorCode.INTERRUPTED));
        assertThat(flag.get()).isTrue();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Handover<Integer> numbers(int count, AtomicInteger made) {
        return started(taker -> {
            boolean wanted = true;
            while (wanted && made.get() < count) {
                wanted = taker.put(made.getAndIncrement());
            }
        });
    }

    private static Handover<Integer> started(Handover.Maker<Integer> maker) {
        return new Handover<>(NAME, maker).start();
    }
}
