package io.waybill.cli;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.aws.AwsClients;
import io.waybill.aws.AwsSettings;
import io.waybill.aws.S3Location;
import io.waybill.aws.S3ObjectReader;
import io.waybill.source.FileObjectReader;
import io.waybill.source.ObjectReader;
import io.waybill.source.ReadWindow;
import io.waybill.source.SourceObject;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Opens and pins what the user names as the source. */
final class Sources {
    private Sources() {}

    static ObjectReader open(String source, Duration deadline) {
        if (source.startsWith("s3://")) {
            return S3ObjectReader.open(
                    AwsClients.s3(AwsSettings.forS3(System.getenv()), ReadWindow.DEFAULT.parts() + 1),
                    S3Location.parse(source),
                    deadline);
        }
        return FileObjectReader.open(file(source));
    }

    private static Path file(String source) {
        try {
            if (source.startsWith("file:")) {
                return Path.of(URI.create(source));
            }
            if (!source.contains("://")) {
                return Path.of(source);
            }
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            throw notASource(source, e);
        }
        throw notASource(source, null);
    }

    private static WaybillException notASource(String source, @Nullable Exception cause) {
        return new WaybillException(
                ErrorCode.USAGE, "Cannot read " + source + ".", "Give s3://BUCKET/KEY or a local file.", cause);
    }

    /** The very version that a job has pinned. */
    static ObjectReader reopen(SourceObject pinned, Duration deadline) {
        return open(
                pinned.version().isEmpty() ? pinned.uri() : pinned.uri() + "?versionId=" + pinned.version(), deadline);
    }
}
