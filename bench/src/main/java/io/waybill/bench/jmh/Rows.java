package io.waybill.bench.jmh;

import io.waybill.bench.PlainCsv;
import io.waybill.csv.CsvDialect;
import io.waybill.csv.Position;
import io.waybill.csv.RowReader;
import io.waybill.source.ReadWindow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.CRC32C;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The rows that all benchmarks work on: the same as those of {@code waybill bench}. */
@State(Scope.Benchmark)
public class Rows {
    /** Rows of one invocation; a score by row is divided by it. */
    static final int COUNT = 100_000;

    /** Bytes of a row. */
    @Param("100")
    public int rowBytes;

    private MemoryObject object = new MemoryObject(new byte[0]);
    private byte[] csv = new byte[0];

    /** Makes the rows. */
    @Setup(Level.Trial)
    public void make() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PlainCsv.write(out, COUNT, rowBytes);
        csv = out.toByteArray();
        object = new MemoryObject(csv);
    }

    byte[] csv() {
        return csv;
    }

    /** From the first row on, with the checksum that a load computes. */
    RowReader reader() {
        return RowReader.open(object, CsvDialect.DEFAULT, Position.START, new CRC32C(), ReadWindow.DEFAULT);
    }
}
