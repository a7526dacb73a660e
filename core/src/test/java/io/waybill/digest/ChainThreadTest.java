package io.waybill.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ChainThreadTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 511, 512, 513, 20_000})
    void theHeadIsThatOfAChainOnOneThread(int records) throws Exception {
        Random random = new Random(records);
        DigestChain expected = new DigestChain(DigestChain.START);
        String head = DigestChain.START;
        try (ChainThread digests = new ChainThread()) {
            for (int transaction = 0; transaction < 3; transaction++) {
                digests.begin(head);
                for (int i = 0; i < records; i++) {
                    byte[] key = random.nextBoolean() ? null : bytes(random, 5);
                    byte[] value = random.nextInt(9) == 0 ? null : bytes(random, 200);
                    expected.add(key, value);
                    digests.add(key, value);
                }
                head = digests.fold().get();

                assertThat(head).isEqualTo(expected.fold());
            }
        }
    }

    @Test
    void recordsOfATransactionThatIsBegunAnewAreDropped() throws Exception {
        try (ChainThread digests = new ChainThread()) {
            digests.begin(DigestChain.START);
            for (int i = 0; i < 700; i++) {
                digests.add(null, new byte[] {1});
            }
            digests.begin(DigestChain.START);
            digests.add(null, new byte[] {2});
            DigestChain expected = new DigestChain(DigestChain.START);
            expected.add(null, new byte[] {2});

            assertThat(digests.fold().get()).isEqualTo(expected.fold());
        }
    }

    @Test
    void closeEndsTheThread() {
        long before = threads();
        ChainThread digests = new ChainThread();
        assertThat(threads()).isEqualTo(before + 1);

        digests.close();

        await().until(() -> threads() == before);
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("waybill-digest"))
                .count();
    }

    private static byte[] bytes(Random random, int most) {
        byte[] bytes = new byte[random.nextInt(most)];
        random.nextBytes(bytes);
        return bytes;
    }
}
