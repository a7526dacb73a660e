package io.waybill.kafka;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.ForwardingAdmin;

/**
 * An admin client that does not wait for unanswered calls when it is closed: whoever asked has met its own deadline, and
 * a cluster that cannot be reached would hold up the exit for another minute.
 */
final class PromptAdmin extends ForwardingAdmin {
    PromptAdmin(Map<String, Object> config) {
        super(config);
    }

    @Override
    public void close(Duration timeout) {
        super.close(Duration.ZERO);
    }
}
