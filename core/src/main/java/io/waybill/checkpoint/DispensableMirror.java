package io.waybill.checkpoint;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A mirror of a job without a lease. One that is out of reach at the start holds up nobody: it is not asked whether it is
 * ahead of Kafka, and is caught up when it is back.
 *
 * @param mirror may be out of reach
 */
public record DispensableMirror(CheckpointMirror mirror) implements CheckpointMirror {
    private static final Logger LOG = LoggerFactory.getLogger(DispensableMirror.class);

    /** What it says of the job; empty, too, when it cannot be asked. */
    @Override
    public Optional<MirroredJob> read(String job) {
        try {
            return mirror.read(job);
        } catch (WaybillException e) {
            if (e.code() != ErrorCode.UNREACHABLE) {
                throw e;
            }
            LOG.atWarn()
                    .addKeyValue("job", job)
                    .addKeyValue("error", e.getMessage())
                    .log("The mirror cannot be asked; the load goes on without it");
            return Optional.empty();
        }
    }

    @Override
    public void write(Checkpoint checkpoint) {
        mirror.write(checkpoint);
    }

    @Override
    public void close() {
        mirror.close();
    }
}
