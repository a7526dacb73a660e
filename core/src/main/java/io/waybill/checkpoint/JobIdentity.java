package io.waybill.checkpoint;

import io.waybill.source.SourceObject;

/**
 * What never changes over the attempts of a job.
 *
 * @param job the job id
 * @param contentHash hash of the settings that change the records: dialect, value format, reject policy
 */
public record JobIdentity(String job, SourceObject source, Destination destination, String contentHash) {}
