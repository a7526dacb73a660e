package io.waybill.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.source.StoredChecksum;
import io.waybill.source.StoredChecksum.Algorithm;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

class ObjectChecksumTest {
    /** The CRCs of "123456789" in the catalogue at https://reveng.sourceforge.io/crc-catalogue/all.htm. */
    private static final HeadObjectResponse CHECK = HeadObjectResponse.builder()
            .eTag("\"etag\"")
            .checksumCRC64NVME("rosUhgp5mIg=")
            .checksumCRC32C("4waSgw==")
            .checksumCRC32("y/Q5Jg==")
            .checksumType(ChecksumType.FULL_OBJECT)
            .build();

    @Test
    void longestCrcIsTaken() {
        assertThat(ObjectChecksum.of(CHECK)).isEqualTo(new StoredChecksum(Algorithm.CRC64NVME, 0xae8b14860a799888L));
    }

    @Test
    void shorterOnesAreUnsigned() {
        HeadObjectResponse without64 = CHECK.toBuilder().checksumCRC64NVME(null).build();

        assertThat(ObjectChecksum.of(without64)).isEqualTo(new StoredChecksum(Algorithm.CRC32C, 0xe3069283L));
        assertThat(ObjectChecksum.of(without64.toBuilder().checksumCRC32C(null).build()))
                .isEqualTo(new StoredChecksum(Algorithm.CRC32, 0xcbf43926L));
    }

    @Test
    void compositeOneIsNone() {
        assertThat(ObjectChecksum.of(
                        CHECK.toBuilder().checksumType(ChecksumType.COMPOSITE).build()))
                .isEqualTo(StoredChecksum.NONE);
    }

    @Test
    void withoutATypeTheObjectMustNotBeOfParts() {
        HeadObjectResponse untyped =
                CHECK.toBuilder().checksumType((ChecksumType) null).build();

        assertThat(ObjectChecksum.of(untyped).algorithm()).isEqualTo(Algorithm.CRC64NVME);
        assertThat(ObjectChecksum.of(untyped.toBuilder().eTag("\"etag-3\"").build()))
                .isEqualTo(StoredChecksum.NONE);
    }

    @Test
    void absentOneIsNone() {
        assertThat(ObjectChecksum.of(
                        HeadObjectResponse.builder().eTag("\"etag\"").build()))
                .isEqualTo(StoredChecksum.NONE);
    }
}
