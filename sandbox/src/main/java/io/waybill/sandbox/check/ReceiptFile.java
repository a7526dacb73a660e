package io.waybill.sandbox.check;

import com.fasterxml.jackson.jr.ob.JSON;
import io.waybill.checkpoint.Checkpoint;
import io.waybill.checkpoint.CheckpointJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A receipt as the job left it.
 *
 * @param checkpoint the checkpoint that it shows
 * @param offsets its account of the offsets
 */
record ReceiptFile(Checkpoint checkpoint, Map<?, ?> offsets) {
    /** Reads the file; empty when there is none. */
    static Optional<ReceiptFile> read(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            byte[] json = Files.readAllBytes(file);
            Object offsets = JSON.std.mapFrom(json).get("offsets");
            return Optional.of(new ReceiptFile(
                    CheckpointJson.read(json), offsets instanceof Map<?, ?> account ? account : Map.of()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A number of the account; -1 where there is none. */
    long number(String name) {
        return offsets.get(name) instanceof Number number ? number.longValue() : -1;
    }
}
