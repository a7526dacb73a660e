package io.waybill.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Which requests a fault strikes. */
class FaultSelectionTest {
    private static final MessageHead RANGED =
            new MessageHead(List.of("GET /bucket/orders.csv HTTP/1.1", "range: bytes=100-199"));

    @Test
    void everythingThatIsSaidMustMatch() {
        assertThat(RequestMatch.any().matches(RANGED)).isTrue();
        assertThat(RequestMatch.rangedGet().withPath("orders").matches(RANGED)).isTrue();
        assertThat(RequestMatch.rangedGet().withPath("others").matches(RANGED)).isFalse();
        assertThat(RequestMatch.method("HEAD").matches(RANGED)).isFalse();
        assertThat(RequestMatch.operation("GetItem").matches(RANGED)).isFalse();
    }

    @Test
    void firstAndEveryCountTheRequestsThatMatch() {
        assertThat(chosen(new Occurrence.First(2))).containsExactly(1, 2);
        assertThat(chosen(new Occurrence.Every(4))).containsExactly(4, 8);
        assertThat(chosen(Occurrence.untilHealed())).hasSize(10);
    }

    @Test
    void shareIsTheSameForTheSameSeed() {
        assertThat(chosen(new Occurrence.Share(0.5, 7)))
                .isEqualTo(chosen(new Occurrence.Share(0.5, 7)))
                .isNotEmpty()
                .hasSizeLessThan(10);
        assertThat(chosen(new Occurrence.Share(0, 7))).isEmpty();
        assertThat(chosen(new Occurrence.Share(1, 7))).hasSize(10);
    }

    @Test
    void byteOfTheObjectConcernsOnlyTheRangeThatHoldsIt() {
        assertThat(claims(99)).isFalse();
        assertThat(claims(100)).isTrue();
        assertThat(claims(199)).isTrue();
        assertThat(claims(200)).isFalse();
    }

    @Test
    void healedFaultClaimsNothing() {
        ActiveFault fault = new ActiveFault(new HttpFault.LostRequest(), RequestMatch.any(), Occurrence.untilHealed());
        assertThat(fault.claims(RANGED)).isTrue();

        fault.close();

        assertThat(fault.claims(RANGED)).isFalse();
    }

    @Test
    void awaitedStrikesThatDoNotComeAreAnError() {
        ActiveFault fault = new ActiveFault(new HttpFault.LostRequest(), RequestMatch.any(), Occurrence.once());

        assertThatThrownBy(() -> fault.awaitStrikes(1, Duration.ofMillis(10))).hasMessageContaining("LostRequest");
    }

    private static boolean claims(long objectByte) {
        HttpFault flip = new HttpFault.BitFlipped(BytePosition.ofObject(objectByte), 0);
        return new ActiveFault(flip, RequestMatch.any(), Occurrence.once()).claims(RANGED);
    }

    private static List<Integer> chosen(Occurrence occurrence) {
        LongPredicate series = occurrence.begin();
        return LongStream.rangeClosed(1, 10)
                .filter(series)
                .mapToObj(Math::toIntExact)
                .toList();
    }
}
