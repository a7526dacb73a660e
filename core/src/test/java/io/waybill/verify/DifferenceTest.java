package io.waybill.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.verify.Difference.Kind;
import org.junit.jupiter.api.Test;

class DifferenceTest {
    @Test
    void theSentenceSaysKindRowByteAndOffset() {
        assertThat(new Difference(Kind.MISSING, 7, 120, -1).describe())
                .isEqualTo("missing: row 7 at byte 120 is missing");
        assertThat(new Difference(Kind.DUPLICATE, 7, 120, 31).describe())
                .isEqualTo("duplicate: row 7 at byte 120 has a second record (offset 31)");
        assertThat(new Difference(Kind.FOREIGN, 7, 120, 31).describe())
                .isEqualTo("foreign: row 7 at byte 120 is preceded by a record that is of no row (offset 31)");
    }

    @Test
    void onlyAForeignRecordStandsAfterTheLastRow() {
        assertThat(new Difference(Kind.FOREIGN, 8, -1, 31).describe()).contains("row 8 (after the last)");
        assertThat(new Difference(Kind.DIGEST, 7, -1, 31).describe())
                .isEqualTo("digest: row 7 is the last of rows whose digest chain is not the checkpoint's (offset 31)");
    }
}
