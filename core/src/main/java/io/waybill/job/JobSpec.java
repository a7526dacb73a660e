package io.waybill.job;

import io.waybill.checkpoint.ContentSettings;
import io.waybill.source.ReadWindow;
import java.time.Duration;
import java.util.Optional;

/**
 * What the user asked for.
 *
 * @param target where the rows go
 * @param content what the records are
 * @param commitPolicy how much one transaction holds
 * @param window how far reading runs ahead
 * @param verify whether the job ends with a verification
 * @param deadline how long to try to reach something before giving up, at the start and again at each recovery
 */
public record JobSpec(
        Target target,
        ContentSettings content,
        CommitPolicy commitPolicy,
        ReadWindow window,
        boolean verify,
        Duration deadline) {

    /**
     * Where the rows go, and under which name.
     *
     * @param job the job id given by the user; empty to derive one
     * @param checkpointTopic where checkpoints are kept
     * @param append whether a partition that already holds records is welcome
     * @param createTopic whether a missing topic is created
     */
    public record Target(
            String job, String topic, int partition, String checkpointTopic, boolean append, boolean createTopic) {
        /** The job id given by the user. */
        public Optional<JobId> givenJob() {
            return job.isEmpty() ? Optional.empty() : Optional.of(new JobId(job));
        }
    }
}
