package io.waybill.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class PartStreamTest {
    private static final ReadWindow WINDOW = new ReadWindow(10, 4);

    private final byte[] bytes = randomBytes(1, 1005);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void partsComeInOrderInWhateverOrderTheReadsEnd(long seed) {
        GatedObject object = new GatedObject(bytes);
        Random random = new Random(seed);
        try (PartStream stream = new PartStream(object, 3, 0, WINDOW)) {
            CompletableFuture<byte[]> all = CompletableFuture.supplyAsync(() -> readAll(stream, 3));
            while (!all.isDone()) {
                object.releaseOneOf(random);
            }
            assertThat(all.join()).isEqualTo(bytes);
        }
    }

    @Test
    void thePartInHandAndThoseAheadFitTheWindow() {
        GatedObject object = new GatedObject(bytes);
        try (PartStream stream = new PartStream(object, 0, 0, WINDOW)) {
            await().until(() -> object.started() == 4);
            object.releaseAll();
            await().until(() -> object.finished() == 4);

            stream.next();
            assertThat(object.started()).isEqualTo(4);
            stream.next();
            await().until(() -> object.finished() == 5);
            stream.next();
            await().until(() -> object.finished() == 6);

            assertThat(object.started()).isEqualTo(6);
        }
    }

    @Test
    void aPartThatIsWaitedForDoublesTheWindowUpToItsLimit() {
        GatedObject object = new GatedObject(bytes);
        try (PartStream stream = new PartStream(object, 0, 0, new ReadWindow(10, 2, 5))) {
            CompletableFuture<byte[]> all = CompletableFuture.supplyAsync(() -> readAll(stream, 0));
            await().until(() -> object.started() == 2);
            Random first = new Random(1);
            while (object.started() < 5) {
                object.releaseOneOf(first);
            }
            object.releaseAll();

            assertThat(all.join()).isEqualTo(bytes);
            assertThat(object.threads()).hasSizeBetween(3, 5);
        }
    }

    @Test
    void timeIsMeasuredWhereItPasses() {
        GatedObject object = new GatedObject(bytes);
        try (PartStream stream = new PartStream(object, 0, 0, WINDOW)) {
            await().until(() -> stream.fetchingNanos() > 1_000_000);
            assertThat(stream.waitingNanos()).isZero();
            CompletableFuture<byte[]> all = CompletableFuture.supplyAsync(() -> readAll(stream, 0));
            object.releaseAll();
            all.join();

            assertThat(stream.waitingNanos()).isPositive();
            long fetching = stream.fetchingNanos();
            assertThat(stream.fetchingNanos()).isEqualTo(fetching);
        }
    }

    @Test
    void readingBeginsAtTheGivenByte() {
        try (PartStream stream = new PartStream(new InMemoryObject(bytes), 0, 993, WINDOW)) {
            assertThat(stream.next()).map(Part::start).isEqualTo(Optional.of(993L));
            assertThat(stream.next()).map(part -> part.bytes().length).isEqualTo(Optional.of(2));
            assertThat(stream.next()).isEmpty();
            assertThat(stream.next()).isEmpty();
        }
    }

    @Test
    void atTheEndOfTheObjectThereIsNoPart() {
        try (PartStream stream = new PartStream(new InMemoryObject(bytes), 0, 1005, WINDOW)) {
            assertThat(stream.next()).isEmpty();
        }
    }

    @Test
    void beyondTheEndOfTheObjectThereIsNoStream() {
        InMemoryObject object = new InMemoryObject(bytes);
        assertThatThrownBy(() -> new PartStream(object, 0, 1006, WINDOW)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void failureOfOneReadIsThrownAtItsPlaceAndAgain() {
        WaybillException gone = new WaybillException(ErrorCode.SOURCE_CHANGED, "changed", "Load it anew.");
        GatedObject object = new GatedObject(bytes);
        object.failAt(20, gone);
        object.releaseAll();
        try (PartStream stream = new PartStream(object, 0, 0, WINDOW)) {
            assertThat(stream.next()).map(Part::start).isEqualTo(Optional.of(0L));
            assertThat(stream.next()).map(Part::start).isEqualTo(Optional.of(10L));
            assertThatThrownBy(stream::next).isSameAs(gone);
            assertThatThrownBy(stream::next).isSameAs(gone);
        }
    }

    @Test
    void closeInterruptsBlockedReadsAndEndsTheirThreads() throws InterruptedException {
        GatedObject object = new GatedObject(bytes);
        PartStream stream = new PartStream(object, 0, 0, WINDOW);
        await().until(() -> object.started() == 4);

        stream.close();

        assertThat(object.interrupted()).isEqualTo(4);
        for (Thread thread : object.threads()) {
            thread.join(10_000); // a terminated executor's threads may still be on their last steps
        }
        assertThat(object.threads())
                .allMatch(Thread::isDaemon)
                .allMatch(thread -> thread.getName().matches("waybill-fetch-[0-3]"))
                .noneMatch(Thread::isAlive);
        assertThatThrownBy(stream::next).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void closeByAnotherThreadEndsAWaitingNext() {
        GatedObject object = new GatedObject(bytes);
        PartStream stream = new PartStream(object, 0, 0, WINDOW);
        CompletableFuture<Optional<Part>> waiting = CompletableFuture.supplyAsync(stream::next);
        await().until(() -> object.started() == 4);

        stream.close();

        assertThatThrownBy(waiting::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void interruptedCallerGetsAnErrorAndKeepsItsFlag() {
        try (PartStream stream = new PartStream(new GatedObject(bytes), 0, 0, WINDOW)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(stream::next)
                    .isInstanceOf(WaybillException.class)
                    .matches(e -> ((WaybillException) e).code() == ErrorCode.INTERRUPTED);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static byte[] readAll(PartStream stream, int ordinal) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Optional<Part> part = stream.next(); part.isPresent(); part = stream.next()) {
            assertThat(part.get().ordinal()).isEqualTo(ordinal);
            assertThat(part.get().start()).isEqualTo(all.size());
            all.writeBytes(part.get().bytes());
        }
        return all.toByteArray();
    }

    private static byte[] randomBytes(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
