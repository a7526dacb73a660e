package io.waybill.bench;

import io.waybill.ErrorCode;
import io.waybill.WaybillException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Runs contestants one after the other, each on a fresh topic that goes when it is no longer needed. */
final class RoundRunner {
    private static final int LINES_OF_LOG = 10;
    private static final int ENDED_BY_SIGNAL = 128; // the shell's way to tell: 128 and the signal's number

    private final Course course;
    private final Entries entries;
    private final Set<Contestant> contestants;

    RoundRunner(Course course, Set<Contestant> contestants) {
        this.course = course;
        this.entries = new Entries(course);
        this.contestants = contestants;
    }

    /** An unmeasured load: the servers' code is compiled before anybody's clock runs. */
    void warmUp() throws IOException, InterruptedException {
        String topic = "bench-warm-up";
        course.site().create(topic);
        measure(Contestant.RAW, topic);
        course.site().delete(topic);
    }

    /** One run of each, in order; each result is told at once. */
    Map<Contestant, Measurement> run(int round, BiConsumer<Contestant, Measurement> listener)
            throws IOException, InterruptedException {
        Map<Contestant, Measurement> results = new EnumMap<>(Contestant.class);
        for (Contestant contestant : contestants) {
            String topic = "bench-" + contestant.destination().flag() + "-" + round;
            if (contestant.destination() == contestant) {
                course.site().create(topic);
            }
            Measurement result = measure(contestant, topic);
            if (!isReadBySuccessor(contestant)) {
                course.site().delete(topic);
            }
            results.put(contestant, result);
            listener.accept(contestant, result);
        }
        return results;
    }

    private boolean isReadBySuccessor(Contestant contestant) {
        return contestants.stream().anyMatch(other -> other != contestant && other.destination() == contestant);
    }

    private Measurement measure(Contestant contestant, String topic) throws IOException, InterruptedException {
        Entry entry = entries.of(contestant, topic);
        Path log = course.folder().resolve(contestant.flag() + ".log");
        entry.process().redirectError(log.toFile());
        MeasuredProcess.Outcome outcome = MeasuredProcess.run(entry.process(), entry.clock()::line);
        if (outcome.exitCode() != 0) {
            throw failed(contestant, outcome.exitCode(), log);
        }
        requireArrived(contestant, entry.rows(), topic);
        Timing timing = entry.clock()
                .timing(outcome.usage())
                .orElseThrow(() -> new WaybillException(
                        ErrorCode.BUG, contestant.flag() + " printed no result.", "Please report this."));
        double bytesPerRow = course.sample(contestant.format()).bytesPerRecord();
        return new Measurement(entry.rows(), bytesPerRow, timing, outcome.usage());
    }

    /** Whoever sends less than all is fast. */
    private void requireArrived(Contestant contestant, long rows, String topic) {
        long arrived = course.site().endOffset(topic);
        if (arrived < rows) {
            throw new WaybillException(
                    ErrorCode.BUG,
                    contestant.flag() + " was to send " + rows + " records, and its topic has " + arrived + ".",
                    "Leave it out with --only.");
        }
    }

    private static WaybillException failed(Contestant contestant, int exitCode, Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        String end = String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_OF_LOG), lines.size()));
        return new WaybillException(
                exitCode > ENDED_BY_SIGNAL ? ErrorCode.INTERRUPTED : ErrorCode.BUG,
                contestant.flag() + " ended with exit " + exitCode + ", and with these lines:\n" + end,
                "Mend what they tell, or leave it out with --only.");
    }
}
