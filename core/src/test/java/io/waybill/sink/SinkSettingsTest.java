package io.waybill.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SinkSettingsTest {
    @ParameterizedTest
    @CsvSource({
        "acks, 1",
        "acks, 0",
        "enable.idempotence, false",
        "max.in.flight.requests.per.connection, 6",
        "max.in.flight.requests.per.connection, 0",
        "transactional.id, mine",
        "key.serializer, org.apache.kafka.common.serialization.StringSerializer",
        "value.serializer, org.apache.kafka.common.serialization.StringSerializer",
        "interceptor.classes, com.example.Interceptor",
        "transaction.two.phase.commit.enable, true"
    })
    void whatWouldBreakThePromiseIsRefusedByName(String name, String value) {
        assertThatThrownBy(() -> SinkSettings.requireSafe(Map.of(name, value)))
                .isInstanceOfSatisfying(
                        WaybillException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SETTING_REFUSED))
                .hasMessageContaining(name);
    }

    @ParameterizedTest
    @CsvSource({
        "acks, all",
        "acks, -1",
        "enable.idempotence, true",
        "max.in.flight.requests.per.connection, 1",
        "max.in.flight.requests.per.connection, 5",
        "linger.ms, 5",
        "compression.type, zstd"
    })
    void whatKeepsThePromiseIsWelcome(String name, String value) {
        assertThatCode(() -> SinkSettings.requireSafe(Map.of(name, value))).doesNotThrowAnyException();
        assertThat(config(Map.of(name, value))).containsKey(name);
    }

    @Test
    void unsafeSettingsCannotEvenBeConstructed() {
        assertThatThrownBy(() -> config(Map.of("acks", "1"))).isInstanceOf(WaybillException.class);
    }

    @Test
    void theUsersSettingsWinOverOurDefaults() {
        assertThat(config(Map.of("linger.ms", "5", "compression.type", "zstd")))
                .containsEntry("linger.ms", "5")
                .containsEntry("compression.type", "zstd");
    }

    @Test
    void whatCarriesThePromiseIsAlwaysSet() {
        assertThat(config(Map.of()))
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", "true")
                .containsEntry("transactional.id", "waybill.job")
                .containsEntry("transaction.timeout.ms", "90000");
    }

    private static Map<String, Object> config(Map<String, String> client) {
        return new SinkSettings(client, "waybill.job", Duration.ofSeconds(90), 1 << 20).producerConfig();
    }
}
