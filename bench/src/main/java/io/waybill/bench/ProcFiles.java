package io.waybill.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Linux tells of processes in {@code /proc}; proc(5) describes the files. */
final class ProcFiles {
    private static final Path OWN_STAT = Path.of("/proc/self/stat");
    private static final Pattern PEAK = Pattern.compile("(?m)^VmHWM:\\s+(\\d+) kB$");
    private static final double TICKS_PER_SECOND = 100; // USER_HZ, the same on every Linux
    private static final int CUTIME = 13; // counted from the state, which follows the name in parentheses
    private static final int CSTIME = 14;

    private ProcFiles() {}

    /** Whether this system has them. */
    static boolean areThere() {
        return Files.isReadable(OWN_STAT);
    }

    /** CPU seconds of all children of this JVM that have ended. */
    static double endedChildrenCpuSeconds() {
        try {
            return endedChildrenCpuSeconds(Files.readString(OWN_STAT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static double endedChildrenCpuSeconds(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[CUTIME]) + Long.parseLong(fields[CSTIME])) / TICKS_PER_SECOND;
    }

    /** The most memory that a process has held so far, in bytes; empty when it has ended. */
    static OptionalLong peakRssBytes(long pid) {
        try {
            return peakRssBytes(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
        } catch (IOException e) { // it ended meanwhile
            return OptionalLong.empty();
        }
    }

    static OptionalLong peakRssBytes(String status) {
        Matcher peak = PEAK.matcher(status);
        return peak.find() ? OptionalLong.of(Long.parseLong(peak.group(1)) << 10) : OptionalLong.empty();
    }
}
