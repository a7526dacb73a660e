package io.waybill.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.ErrorCode;
import io.waybill.ValueFormat;
import io.waybill.WaybillException;
import io.waybill.checkpoint.ContentSettings;
import io.waybill.csv.CsvDialect;
import io.waybill.source.InMemoryObject;
import io.waybill.source.ReadWindow;
import java.nio.charset.StandardCharsets;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ExpectedRowsTest {
    @Test
    void rowsOfSeveralBlocksKeepTheirNumbersOffsetsAndValues() {
        StringBuilder csv = new StringBuilder("id\n");
        for (int row = 1; row <= 10_000; row++) {
            csv.append(row % 1000 == 0 ? "x".repeat(300_000) : "row " + row).append('\n');
        }
        try (ExpectedRows rows = expected(csv.toString(), ReadWindow.DEFAULT)) {
            long offset = 3;
            for (int row = 1; row <= 10_000; row++) {
                assertThat(rows.next()).isTrue();
                byte[] value = rows.current().value();
                assertThat(rows.current().row()).isEqualTo(row);
                assertThat(rows.current().byteOffset()).isEqualTo(offset);
                assertThat(value).hasSize(row % 1000 == 0 ? 300_000 : ("row " + row).length());
                assertThat(rows.isRecord(new ActualRecord(0, value, true))).isTrue();
                offset += value.length + 1;
            }
            assertThat(rows.next()).isFalse();
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void aRowWithoutEndFailsAfterTheRowsBeforeItAndLeavesNoThread() {
        try (ExpectedRows rows = expected("id\n1\n2\n\"3\n", new ReadWindow(4, 2))) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.next()).isTrue();
            assertThatThrownBy(rows::next).isInstanceOfSatisfying(WaybillException.class, e -> assertThat(e.code())
                    .isEqualTo(ErrorCode.BAD_ROW));
        }
        assertNoThreads();
    }

    @Test
    void aHeaderWithoutEndLeavesNoThread() {
        assertThatThrownBy(() -> expected("\"id\n1\n", new ReadWindow(4, 2))).isInstanceOf(WaybillException.class);

        assertNoThreads();
    }

    @Test
    void rowsThatNobodyTakesLeaveNoThread() {
        expected("id\n" + "row\n".repeat(1_000_000), new ReadWindow(1 << 10, 2)).close();

        assertNoThreads();
    }

    /** A terminated executor's threads may still be on their last steps. */
    private static void assertNoThreads() {
        assertThat(VerifyThreads.named("waybill-verify")).isEmpty();
        Awaitility.await().until(() -> VerifyThreads.named("waybill-fetch").isEmpty());
    }

    private static ExpectedRows expected(String file, ReadWindow window) {
        return new ExpectedRows(
                new InMemoryObject(file.getBytes(StandardCharsets.UTF_8)),
                new ContentSettings(CsvDialect.DEFAULT, ValueFormat.RAW),
                window);
    }
}
