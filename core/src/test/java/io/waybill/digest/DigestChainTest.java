package io.waybill.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestChainTest {
    @Test
    void emptyFoldChangesNothing() {
        DigestChain chain = new DigestChain(DigestChain.START);
        chain.fold();
        add(chain, "a");
        String head = chain.fold();

        assertThat(chain.fold()).isEqualTo(head);
        assertThat(head).isEqualTo(folded(DigestChain.START, "a")).isNotEqualTo(DigestChain.START);
    }

    @Test
    void sameRecordsInOtherTransactionsGiveAnotherHead() {
        assertThat(folded(DigestChain.START, "a", "b"))
                .isNotEqualTo(folded(folded(DigestChain.START, "a"), "b"))
                .isNotEqualTo(folded(DigestChain.START, "b", "a"))
                .isNotEqualTo(folded(DigestChain.START, "ab"));
    }

    @Test
    void resumedFromAHeadEqualsTheUninterruptedOne() {
        DigestChain uninterrupted = new DigestChain(DigestChain.START);
        add(uninterrupted, "a");
        String afterFirst = uninterrupted.fold();
        add(uninterrupted, "b");

        assertThat(uninterrupted.fold()).isEqualTo(folded(afterFirst, "b"));
    }

    @Test
    void headIsTheHashThatTheFormatSays() throws Exception {
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        records.writeBytes(ByteBuffer.allocate(4).putInt(-1).array()); // no key
        records.writeBytes(ByteBuffer.allocate(4).putInt(1).array());
        records.write('a');
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        byte[] transaction = sha.digest(records.toByteArray());
        sha.update(new byte[32]);

        assertThat(folded(DigestChain.START, "a")).isEqualTo(HexFormat.of().formatHex(sha.digest(transaction)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void recordsOfAnySizeGiveTheHashThatTheFormatSays(int seed) throws Exception {
        Random random = new Random(seed);
        String head = DigestChain.START;
        DigestChain chain = new DigestChain(head);
        for (int transaction = 0; transaction < 5; transaction++) {
            ByteArrayOutputStream records = new ByteArrayOutputStream();
            for (int record = random.nextInt(30); record >= 0; record--) {
                byte[] key = random.nextInt(3) > 0 ? null : bytes(random);
                byte[] value = random.nextInt(9) == 0 ? null : bytes(random);
                frame(key, records);
                frame(value, records);
                chain.add(key, value);
            }
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            byte[] folded = sha.digest(records.toByteArray());
            sha.update(HexFormat.of().parseHex(head));
            head = HexFormat.of().formatHex(sha.digest(folded));
            assertThat(chain.fold()).isEqualTo(head);
        }
    }

    private static void frame(byte @Nullable [] bytes, ByteArrayOutputStream records) {
        records.writeBytes(
                ByteBuffer.allocate(4).putInt(bytes == null ? -1 : bytes.length).array());
        records.writeBytes(bytes == null ? new byte[0] : bytes);
    }

    /** Few, or about as many as are gathered before they are hashed. */
    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[random.nextBoolean() ? random.nextInt(300) : (1 << 14) - 12 + random.nextInt(24)];
        random.nextBytes(bytes);
        return bytes;
    }

    @Test
    void absentEmptyAndMovedBytesAreToldApart() {
        byte[] empty = {};
        byte[] a = {'a'};

        assertThat(RecordDigest.of(null, empty)).isNotEqualTo(RecordDigest.of(null, null));
        assertThat(RecordDigest.of(empty, a)).isNotEqualTo(RecordDigest.of(null, a));
        assertThat(RecordDigest.of(a, empty)).isNotEqualTo(RecordDigest.of(empty, a));
    }

    @Test
    void whatIsNoHeadIsRefused() {
        assertThatThrownBy(() -> new DigestChain("00")).hasMessageContaining("not a chain head");
    }

    private static String folded(String head, String... values) {
        DigestChain chain = new DigestChain(head);
        for (String value : values) {
            add(chain, value);
        }
        return chain.fold();
    }

    private static void add(DigestChain chain, String value) {
        chain.add(null, value.getBytes(StandardCharsets.UTF_8));
    }
}
