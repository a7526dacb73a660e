package io.waybill.bench;

import java.util.Map;
import java.util.Optional;

/** Takes rows and seconds from the summary of an {@link UntransactedLoad}, which times itself. */
final class SummaryClock implements Clock {
    private Optional<Timing> timing = Optional.empty();

    @Override
    public void line(String line) {
        Map<String, Object> event = EventLine.parse(line);
        if (EventLine.type(event).equals("summary")) {
            timing = Optional.of(new Timing(
                    EventLine.number(event, "rows").longValue(),
                    EventLine.number(event, "seconds").doubleValue()));
        }
    }

    @Override
    public Optional<Timing> timing(Usage usage) {
        return timing;
    }
}
