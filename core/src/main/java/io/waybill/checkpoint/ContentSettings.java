package io.waybill.checkpoint;

import io.waybill.ValueFormat;
import io.waybill.csv.CsvDialect;

/**
 * The settings that decide what the records are. A job keeps them over all its attempts; commit, batch and timeout
 * settings may change.
 */
public record ContentSettings(CsvDialect dialect, ValueFormat value) {
    /** One line that is equal for two settings exactly when they make the same records of the same bytes. */
    public String describe() {
        return "value=" + value + " delimiter=" + (char) dialect.delimiter() + " quote=" + (char) dialect.quote()
                + " header=" + dialect.header() + " row-end=" + dialect.rowEnd() + " quotes=" + dialect.quotes();
    }
}
