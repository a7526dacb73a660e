package io.waybill.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** kcat, the command of librdkafka, with the same settings in its own names. */
final class Kcat {
    private static final String PROGRAM = "kcat";

    private final Course course;

    Kcat(Course course) {
        this.course = course;
    }

    /** Why it cannot run here; empty when it can. */
    static Optional<String> hindrance() {
        String path = System.getenv().getOrDefault("PATH", "");
        boolean found = Arrays.stream(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, PROGRAM))
                .anyMatch(Files::isExecutable);
        return found ? Optional.empty() : Optional.of("there is no kcat on the PATH");
    }

    /** It prints nothing: its clock is its whole life, which for a program without a JVM begins at once. */
    Entry entry(String topic) throws IOException {
        List<String> settings = Stream.of(
                        "enable.idempotence=true",
                        "acks=all",
                        "linger.ms=" + setting("linger.ms"),
                        "batch.size=" + setting("batch.size"),
                        "batch.num.messages=1000000", // its own limit besides the bytes; this is the highest
                        "message.max.bytes=" + setting("max.request.size"),
                        "queue.buffering.max.kbytes=" + Long.parseLong(setting("buffer.memory")) / 1024)
                .flatMap(setting -> Stream.of("-X", setting))
                .toList();
        List<String> command = Stream.of(
                        List.of(PROGRAM, "-q", "-P", "-b", course.site().bootstrapServers(), "-t", topic, "-p", "0"),
                        List.of("-z", setting("compression.type")),
                        settings,
                        List.of("-l", course.lines().toString()))
                .flatMap(List::stream)
                .toList();
        long rows = course.size().rows();
        return new Entry(new ProcessBuilder(command), new LifeClock(rows), rows);
    }

    private String setting(String name) {
        return course.settings().value(name);
    }
}
