package io.waybill.checkpoint;

import io.waybill.source.SourceObject;

/**
 * What never changes over the attempts of a job.
 *
 * @param job the job id
 * @param content the settings that change the records
 */
public record JobIdentity(String job, SourceObject source, Destination destination, ContentSettings content) {}
