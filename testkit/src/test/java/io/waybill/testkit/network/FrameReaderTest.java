package io.waybill.testkit.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class FrameReaderTest {
    private static final byte[] TWO_FRAMES = {0, 0, 0, 2, 7, 8, 0, 0, 0, 0};

    @Test
    void framesAreReadOneByOneWithTheirSizes() throws IOException {
        assertTwoFrames(new ByteArrayInputStream(TWO_FRAMES));
    }

    @Test
    void framesThatArriveByteByByteAreTheSame() throws IOException {
        assertTwoFrames(new ByteArrayInputStream(TWO_FRAMES) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(1, length));
            }
        });
    }

    @Test
    void endInsideASizeOrAFrameIsAnError() {
        for (int length : new int[] {1, 3, 4, 5}) {
            FrameReader frames = new FrameReader(new ByteArrayInputStream(TWO_FRAMES, 0, length));
            assertThatThrownBy(frames::next).as("%d bytes", length).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void sizeThatKafkaNeverSendsIsRefused() {
        FrameReader negative = new FrameReader(new ByteArrayInputStream(new byte[] {-1, 0, 0, 0}));
        assertThatThrownBy(negative::next).hasMessageContaining("none of Kafka's");
        FrameReader http = new FrameReader(new ByteArrayInputStream(new byte[] {'G', 'E', 'T', ' '}));
        assertThatThrownBy(http::next).hasMessageContaining("none of Kafka's");
    }

    private static void assertTwoFrames(InputStream in) throws IOException {
        FrameReader frames = new FrameReader(in);
        assertThat(frames.next().orElseThrow().bytes()).containsExactly(0, 0, 0, 2, 7, 8);
        assertThat(frames.next().orElseThrow().bytes()).containsExactly(0, 0, 0, 0);
        assertThat(frames.next()).isEmpty();
    }
}
