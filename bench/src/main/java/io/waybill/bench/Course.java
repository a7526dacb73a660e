package io.waybill.bench;

import io.waybill.ValueFormat;
import io.waybill.aws.S3Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/**
 * What all contestants have in common: the servers, the rows in each form, the producer settings.
 *
 * @param site the servers
 * @param size rows and their bytes
 * @param object the rows in S3
 * @param samples the values of the first rows by format, for who sends from a file over and over
 * @param settings of every producer
 * @param settingsFile the same as a properties file
 * @param folder for further files
 */
record Course(
        BenchSite site,
        Size size,
        S3Location object,
        Map<ValueFormat, Payload> samples,
        ProducerSettings settings,
        Path settingsFile,
        Path folder) {
    /** Rows of a sample: what ProducerPerformance reads into memory at once. */
    static final long SAMPLE_ROWS = 100_000;

    private static final S3Location OBJECT = S3Location.parse("s3://waybill-bench/rows.csv");

    /**
     * How much is moved.
     *
     * @param rows of the object
     * @param rowBytes of each, without its line end
     */
    record Size(long rows, int rowBytes) {}

    /** Makes the rows and uploads them. */
    static Course lay(BenchSite site, Size size, Path folder) throws IOException {
        Path csv = folder.resolve("rows.csv");
        PlainCsv.write(csv, size.rows(), size.rowBytes());
        site.upload(csv, OBJECT);
        Map<ValueFormat, Payload> samples = new EnumMap<>(ValueFormat.class);
        for (ValueFormat format : ValueFormat.values()) {
            Path file = folder.resolve("sample-" + format + ".txt");
            samples.put(format, Payload.write(format, csv, SAMPLE_ROWS, file));
        }
        ProducerSettings settings = ProducerSettings.ofSink(site.bootstrapServers(), BenchSite.MAX_MESSAGE_BYTES);
        Path settingsFile = settings.writeTo(folder.resolve("producer.properties"));
        return new Course(site, size, OBJECT, samples, settings, settingsFile, folder);
    }

    Payload sample(ValueFormat format) {
        Payload sample = samples.get(format);
        if (sample == null) {
            throw new IllegalArgumentException("no sample of " + format);
        }
        return sample;
    }

    /** Every row as one line, for who reads a file once. Made when it is first asked for: it is as large as the object. */
    Path lines() throws IOException {
        Path lines = folder.resolve("lines.txt");
        if (!Files.exists(lines)) {
            Payload.write(ValueFormat.RAW, folder.resolve("rows.csv"), size.rows(), lines);
        }
        return lines;
    }
}
