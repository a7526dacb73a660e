package io.waybill.testkit.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FrameTest {
    @Test
    void kindAndCorrelationOfARequestAreInItsHeader() {
        Frame request = frame(
                8, buffer -> buffer.putShort((short) 26).putShort((short) 5).putInt(70_000));
        assertThat(request.kind()).isEqualTo(RequestKind.END_TXN);
        assertThat(request.requestCorrelation()).isEqualTo(70_000);
    }

    @Test
    void answerBeginsWithTheCorrelationOfItsRequest() {
        Frame answer = frame(4, buffer -> buffer.putInt(70_000));
        assertThat(answer.answerCorrelation()).isEqualTo(70_000);
    }

    @Test
    void frameWithoutAHeaderIsOfAnotherKind() {
        Frame token = frame(2, buffer -> buffer.putShort((short) 26));
        assertThat(token.kind()).isEqualTo(RequestKind.OTHER);
        assertThat(token.requestCorrelation()).isEqualTo(-1);
        assertThat(token.answerCorrelation()).isEqualTo(-1);
    }

    @Test
    void unknownKeyIsOfAnotherKind() {
        assertThat(RequestKind.of(9_999)).isEqualTo(RequestKind.OTHER);
    }

    @ParameterizedTest
    @EnumSource(value = RequestKind.class, names = "OTHER", mode = EnumSource.Mode.EXCLUDE)
    void kindHasTheKeyThatKafkasClientsGiveIt(RequestKind kind) {
        assertThat(ApiKeys.forId(kind.apiKey()).name()).isEqualTo(kind.name());
        assertThat(RequestKind.of(kind.apiKey())).isEqualTo(kind);
    }

    private static Frame frame(int size, Consumer<ByteBuffer> content) {
        ByteBuffer buffer = ByteBuffer.allocate(4 + size).putInt(size);
        content.accept(buffer);
        return new Frame(buffer.array());
    }
}
