package io.waybill.cli;

import static io.waybill.testkit.http.Occurrence.once;
import static io.waybill.testkit.http.Occurrence.untilHealed;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.ErrorCode;
import io.waybill.cli.WaybillProcess.Ended;
import io.waybill.testkit.http.ActiveFault;
import io.waybill.testkit.http.BytePosition;
import io.waybill.testkit.http.HttpFault;
import io.waybill.testkit.http.HttpFault.BrokenOff;
import io.waybill.testkit.http.HttpFault.BrokenOff.Breakage;
import io.waybill.testkit.http.HttpProxy;
import io.waybill.testkit.http.Occurrence;
import io.waybill.testkit.http.RequestMatch;
import io.waybill.testkit.http.S3Answers;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a whole load does when S3 breaks the second part of an object: it goes on by itself, or it stops and keeps exactly
 * the transactions of the first part, and the next load goes on from there.
 */
class SourceFaultIT {
    private static final TwoParts OBJECT = TwoParts.shared();

    private final Site site = Site.shared();
    private final String topic = site.topic();
    private final String job = Site.unique("source-fault");
    private final HttpProxy s3 = HttpProxy.start(site.s3());

    @AfterEach
    void stopProxy() {
        s3.close();
    }

    private WaybillProcess start(String source) {
        return WaybillProcess.start(
                site.environment(Map.of("AWS_ENDPOINT_URL_S3", s3.endpoint().toString())),
                OBJECT.load(source, topic, job));
    }

    private Ended load() {
        return load(OBJECT.source());
    }

    private Ended load(String source) {
        try (WaybillProcess load = start(source)) {
            return load.end();
        }
    }

    private void assertStoppedAfterTheFirstPart(Ended ended, ErrorCode code) {
        ended.failedWith(code);
        assertThat(ended.told("state")).startsWith(OBJECT.committedOfFirstPart() + " rows");
        Site.assertHolds(site.values(topic), OBJECT.csv(), OBJECT.committedOfFirstPart());
    }

    private void assertGoesOn(Ended next) {
        assertThat(next.wasFine().lastEvent())
                .containsEntry("state", "VERIFIED")
                .containsEntry("attempts", 2);
        site.assertHolds(topic, OBJECT.csv());
    }

    @Test
    void aStallACutAResetAndRefusalsCostTimeAndNoRow() {
        long inSecondPart = TwoParts.SECOND + 1_000_000;
        s3.inject(new BrokenOff(BytePosition.ofObject(inSecondPart), Breakage.STALLED), TwoParts.RANGES, once());
        s3.inject(new BrokenOff(BytePosition.ofObject(1_000_000), Breakage.CLOSED), TwoParts.RANGES, once());
        s3.inject(new BrokenOff(BytePosition.ofObject(2_000_000), Breakage.RESET), TwoParts.RANGES, once());
        ActiveFault refusals = s3.inject(S3Answers.slowDown(), TwoParts.RANGES, new Occurrence.Every(2));

        Ended ended = load();

        assertThat(ended.wasFine().lastEvent())
                .containsEntry("state", "VERIFIED")
                .containsEntry("attempts", 1);
        assertThat(refusals.strikes()).isPositive();
        site.assertHolds(topic, OBJECT.csv());
    }

    static Stream<Arguments> otherAnswers() {
        return Stream.of(
                Arguments.of("the version was deleted", S3Answers.noSuchVersion(), "NoSuchVersion"),
                Arguments.of("one byte too many", new HttpFault.Extended(1), "more bytes came"),
                Arguments.of("200 and the whole object", OBJECT.whole(), "HTTP 200, not 206"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherAnswers")
    void anAnswerThatIsNotThePartStopsTheLoadAndTheNextOneGoesOn(String name, HttpFault fault, String message) {
        s3.inject(fault, TwoParts.SECOND_RANGE, once());

        Ended ended = load();

        assertStoppedAfterTheFirstPart(ended, ErrorCode.SOURCE_CHANGED);
        assertThat(ended.told("message")).contains(message);
        assertGoesOn(load());
    }

    @Test
    void credentialsThatExpireMidLoadStopItAndRenewedOnesGoOn() {
        s3.inject(S3Answers.expiredToken(), TwoParts.SECOND_RANGE, once());

        Ended ended = load();

        assertStoppedAfterTheFirstPart(ended, ErrorCode.SOURCE_FORBIDDEN);
        assertThat(ended.told("fix")).contains("Renew the credentials").contains("goes on where it stopped");
        assertGoesOn(load());
    }

    @Test
    void aKeyDeletedMidLoadStopsItUntilTheSameObjectIsBack() throws InterruptedException {
        String source = site.put(OBJECT.csv());
        Ended ended;
        try (WaybillProcess load = start(source)) {
            HttpFault late = new HttpFault.Delayed(Duration.ofMinutes(1));
            try (ActiveFault delay = s3.inject(late, TwoParts.SECOND_RANGE, untilHealed())) {
                load.awaitCommitted(OBJECT.committedOfFirstPart());
                delay.awaitStrikes(1, Duration.ofMinutes(1));
                site.delete(source);
            }
            ended = load.end();
        }

        assertStoppedAfterTheFirstPart(ended, ErrorCode.SOURCE_CHANGED);
        load(source).failedWith(ErrorCode.SOURCE_NOT_FOUND);
        site.replace(source, OBJECT.csv().bytes());
        assertGoesOn(load(source));
    }

    @Test
    void aFlippedBitFailsTheJobForGoodAndItsLastTransactionIsAborted() {
        ActiveFault flip = s3.inject(OBJECT.flippedBit(), TwoParts.RANGES, once());

        Ended ended = load().failedWith(ErrorCode.SOURCE_CORRUPT);

        assertThat(flip.strikes()).isEqualTo(1);
        assertThat(ended.told("message")).contains("the store recorded").contains("last transaction was aborted");
        long end = site.end(topic);
        assertThat(site.values(topic)).hasSize(Math.toIntExact(OBJECT.committedBeforeTheLast()));
        Ended again = load().failedWith(ErrorCode.SOURCE_CORRUPT);
        assertThat(again.told("message")).isEqualTo(ended.told("message"));
        assertThat(site.end(topic)).isEqualTo(end);
        Ended status =
                WaybillProcess.run(site.environment(), "status", "--job", job).wasFine();
        assertThat(status.out()).singleElement().asString().contains(job + ": FAILED");
    }

    @Test
    void withoutAComparableChecksumTheVerificationFindsTheFlippedBit() {
        HttpFault composite = new HttpFault.HeadersChanged("", Map.of("x-amz-checksum-type", "COMPOSITE"));
        s3.inject(composite, RequestMatch.method("HEAD"), untilHealed());
        s3.inject(OBJECT.flippedBit(), TwoParts.RANGES, once());

        Ended ended = load().failedWith(ErrorCode.VERIFICATION_DIFFERENCE);

        assertThat(ended.told("message")).contains("changed: row " + OBJECT.rowOfTheFlippedBit() + " ");
        assertThat(site.values(topic)).hasSize(Math.toIntExact(OBJECT.csv().rows()));
    }

    @Test
    void anAbsentChecksumIsNoneAndAWrongOneIsNeverFinished() {
        String source = site.put("id,name\n1,Ada\n2,Grace\n");
        HttpFault wrong = new HttpFault.HeadersChanged("", Map.of("x-amz-checksum-crc32", "AAAAAQ=="));
        try (ActiveFault told = s3.inject(wrong, RequestMatch.method("HEAD"), untilHealed())) {
            load(source).failedWith(ErrorCode.SOURCE_CORRUPT);
            load(source).failedWith(ErrorCode.SOURCE_CORRUPT);
            assertThat(told.strikes()).isEqualTo(2);
        }
        assertThat(site.values(topic)).isEmpty();

        HttpFault absent = new HttpFault.HeadersChanged("x-amz-checksum", Map.of());
        s3.inject(absent, RequestMatch.method("HEAD"), untilHealed());
        String other = site.topic();
        Map<String, String> environment =
                site.environment(Map.of("AWS_ENDPOINT_URL_S3", s3.endpoint().toString()));
        Ended ended = WaybillProcess.run(environment, "load", source, "--topic", other, "--json");

        assertThat(ended.wasFine().lastEvent()).containsEntry("state", "VERIFIED");
        assertThat(site.values(other)).hasSize(2);
    }
}
