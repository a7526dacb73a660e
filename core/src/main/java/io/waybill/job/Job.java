package io.waybill.job;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import io.waybill.checkpoint.Checkpoint;
import io.waybill.checkpoint.JobIdentity;
import io.waybill.checkpoint.Lease;
import io.waybill.checkpoint.MirrorUpdates;
import io.waybill.checkpoint.Mirroring;
import io.waybill.kafka.Topics;
import io.waybill.sink.SinkFailure;
import io.waybill.source.SourceObject;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * A job as one process runs it: passes of the {@link JobRunner} until one ends with a receipt. A pass that failed is
 * never continued from memory; the next one reads the truth again. For one thread.
 */
public final class Job {
    private final JobSpec spec;
    private final Connections connections;
    private final JobProgress progress;
    private final RetryPolicy retries = new RetryPolicy(new SplittableRandom());
    private @Nullable Mirroring mirroring;
    private @Nullable MirrorUpdates mirrorUpdates;

    public Job(JobSpec spec, Connections connections) {
        this.spec = spec;
        this.connections = connections;
        this.progress = new JobProgress(connections.progress(), connections.stop());
    }

    /**
     * Loads what is left to load and verifies it; a job that is done already is not touched.
     *
     * @throws WaybillException with the code that says why not; what is committed stays, and running again is safe
     */
    public Receipt run() {
        try (Admin admin = connections.kafka().admin()) {
            while (true) {
                try {
                    return pass(admin);
                } catch (SinkFailure failure) {
                    requireNotFenced(failure);
                    pauseAfter(failure);
                } catch (WaybillException failure) {
                    requireTemporary(failure);
                    pauseAfter(failure);
                }
            }
        } finally {
            close();
        }
    }

    /** The newest checkpoint that this process has committed: what is safe, whatever happened since. */
    public Optional<Checkpoint> lastCommitted() {
        return progress.lastCommitted();
    }

    private Receipt pass(Admin admin) {
        connections.stop().throwIfRequested();
        Preflight.Facts facts =
                new Preflight(new Topics(admin, spec.deadline()), progress::warning).check(spec.target());
        SourceObject source = connections.source().object();
        JobId job = spec.target().givenJob().orElseGet(() -> JobId.derive(source, facts.destination(), spec.content()));
        JobIdentity identity = new JobIdentity(job.value(), source, facts.destination(), spec.content());
        JobRunner.Bound bound = new JobRunner.Bound(facts, identity, mirroring(job), mirrorUpdates(job));
        return new JobRunner(spec, connections, bound, admin, progress).run();
    }

    private Mirroring mirroring(JobId job) {
        Mirroring open = mirroring;
        if (open == null) {
            open = connections.mirrors().apply(job.value());
            mirroring = open;
        }
        return open;
    }

    private MirrorUpdates mirrorUpdates(JobId job) {
        MirrorUpdates updates = mirrorUpdates;
        if (updates == null) {
            updates = new MirrorUpdates(mirroring(job).mirror());
            mirrorUpdates = updates;
        }
        return updates;
    }

    /** Two instances must not fence each other in turn: the lease decides who goes on, and without one nobody does. */
    private void requireNotFenced(SinkFailure failure) {
        if (failure.verdict() == SinkFailure.Verdict.RECOVER) {
            return;
        }
        Lease lease = mirroring == null ? Lease.NONE : mirroring.lease();
        if (!lease.decides() || !lease.isHeld()) {
            throw fenced("this job", "a newer instance initialised its transactions");
        }
    }

    static WaybillException fenced(String job, String how) {
        return new WaybillException(
                ErrorCode.FENCED,
                "Another instance owns " + job + ": " + how + ".",
                "Let the other instance finish. This one wrote nothing since it was replaced.");
    }

    /** Before the first opening an unreachable server ends the process at its deadline; later it is worth retrying. */
    private void requireTemporary(WaybillException failure) {
        if (failure.code() != ErrorCode.UNREACHABLE || !progress.isOpened()) {
            throw failure;
        }
    }

    private void pauseAfter(RuntimeException failure) {
        Duration pause = retries.afterFailure(progress.committedRows(), failure);
        connections.progress().recovering(String.valueOf(failure.getMessage()), retries.failures(), pause);
        connections.stop().pause(pause);
        connections.stop().throwIfRequested();
    }

    private void close() {
        if (mirrorUpdates != null) {
            mirrorUpdates.close();
        }
        if (mirroring != null) {
            mirroring.close();
        }
    }
}
