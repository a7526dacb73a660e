package io.waybill.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.ValueFormat;
import io.waybill.checkpoint.ContentSettings;
import io.waybill.checkpoint.Destination;
import io.waybill.csv.CsvDialect;
import io.waybill.source.SourceObject;
import io.waybill.source.StoredChecksum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobIdTest {
    private static final SourceObject SOURCE =
            new SourceObject("s3://bucket/a.csv", "", "etag", 10, StoredChecksum.NONE);
    private static final Destination DESTINATION = new Destination("cluster", "topic", "id", 0);
    private static final ContentSettings CONTENT = new ContentSettings(CsvDialect.DEFAULT, ValueFormat.JSON);

    @Test
    void theSameJobHasTheSameIdForEver() {
        assertThat(JobId.derive(SOURCE, DESTINATION, CONTENT).value())
                .isEqualTo(JobId.derive(SOURCE, DESTINATION, CONTENT).value())
                .matches("job-[0-9a-f]{20}");
    }

    @Test
    void anythingThatMakesAnotherJobMakesAnotherId() {
        JobId job = JobId.derive(SOURCE, DESTINATION, CONTENT);
        SourceObject otherKey = new SourceObject("s3://bucket/b.csv", "", "etag", 10, StoredChecksum.NONE);
        SourceObject otherTag = new SourceObject("s3://bucket/a.csv", "", "other", 10, StoredChecksum.NONE);
        SourceObject versioned = new SourceObject("s3://bucket/a.csv", "v1", "etag", 10, StoredChecksum.NONE);
        SourceObject longer = new SourceObject("s3://bucket/a.csv", "", "etag", 11, StoredChecksum.NONE);

        assertThat(JobId.derive(otherKey, DESTINATION, CONTENT)).isNotEqualTo(job);
        assertThat(JobId.derive(otherTag, DESTINATION, CONTENT)).isNotEqualTo(job);
        assertThat(JobId.derive(versioned, DESTINATION, CONTENT)).isNotEqualTo(job);
        assertThat(JobId.derive(longer, DESTINATION, CONTENT)).isNotEqualTo(job);
        assertThat(JobId.derive(SOURCE, new Destination("other", "topic", "id", 0), CONTENT))
                .isNotEqualTo(job);
        assertThat(JobId.derive(SOURCE, new Destination("cluster", "other", "id", 0), CONTENT))
                .isNotEqualTo(job);
        assertThat(JobId.derive(SOURCE, new Destination("cluster", "topic", "id", 1), CONTENT))
                .isNotEqualTo(job);
        assertThat(JobId.derive(SOURCE, DESTINATION, new ContentSettings(CsvDialect.DEFAULT, ValueFormat.RAW)))
                .isNotEqualTo(job);
    }

    @Test
    void aRecreatedTopicIsTheSameJobSoThatItsCheckpointIsFoundAndRefused() {
        assertThat(JobId.derive(SOURCE, new Destination("cluster", "topic", "new-id", 0), CONTENT))
                .isEqualTo(JobId.derive(SOURCE, DESTINATION, CONTENT));
    }

    @Test
    void theTransactionalIdIsTheJobs() {
        assertThat(new JobId("nightly.1").transactionalId()).isEqualTo("waybill.nightly.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "ü", "a\n"})
    void otherNamesAreRefused(String name) {
        assertThatThrownBy(() -> new JobId(name)).isInstanceOf(IllegalArgumentException.class);
    }
}
