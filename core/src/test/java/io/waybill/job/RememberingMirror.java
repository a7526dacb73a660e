package io.waybill.job;

import io.waybill.checkpoint.Checkpoint;
import io.waybill.checkpoint.CheckpointMirror;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A mirror in memory that outlives its jobs. */
final class RememberingMirror implements CheckpointMirror {
    private final Map<String, MirroredJob> jobs = new ConcurrentHashMap<>();

    @Override
    public Optional<MirroredJob> read(String job) {
        return Optional.ofNullable(jobs.get(job));
    }

    @Override
    public void write(Checkpoint checkpoint) {
        jobs.put(
                checkpoint.job(),
                new MirroredJob(
                        checkpoint.state(),
                        checkpoint.transaction(),
                        checkpoint.position().rows(),
                        checkpoint.position().byteOffset()));
    }

    @Override
    public void close() {}
}
