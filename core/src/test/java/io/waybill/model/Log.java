package io.waybill.model;

import io.waybill.model.Entry.Data;
import io.waybill.model.Entry.Marker;
import io.waybill.model.Entry.Other;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One partition, as its leader has it. What is below the high watermark is replicated: it is answered to its sender, shown
 * to readers, and never lost. Not a record, since what is asked for in each world is worked out once.
 */
final class Log {
    static final Log EMPTY = new Log(List.of(), 0);

    private final List<Entry> entries;
    private final int highWatermark;
    private final int stableEnd;
    private final List<Data> committed;
    private final List<Data> visible;
    private final int hash;

    private Log(List<Entry> entries, int highWatermark) {
        this.entries = entries;
        this.highWatermark = highWatermark;
        this.stableEnd = stableEnd(entries.subList(0, highWatermark));
        this.committed = committed(entries);
        this.visible = read(0, stableEnd);
        this.hash = 31 * entries.hashCode() + highWatermark;
    }

    Log append(Entry entry) {
        List<Entry> longer = new ArrayList<>(entries);
        longer.add(entry);
        return new Log(List.copyOf(longer), highWatermark);
    }

    Log replicateOne() {
        return new Log(entries, highWatermark + 1);
    }

    /** What a new leader has at least. */
    Log withoutUnreplicated() {
        return new Log(List.copyOf(entries.subList(0, highWatermark)), highWatermark);
    }

    boolean isReplicated() {
        return highWatermark == entries.size();
    }

    boolean contains(Entry entry) {
        return entries.contains(entry);
    }

    int offsetOf(Data data) {
        return entries.indexOf(data);
    }

    /** Whether a record's sender has its answer, or can have it. */
    boolean isAnswered(Data data) {
        int offset = offsetOf(data);
        return offset >= 0 && offset < highWatermark;
    }

    /** The end for read_uncommitted. */
    int end() {
        return highWatermark;
    }

    /** The end for read_committed: the last stable offset, before the first record whose transaction is undecided. */
    int stableEnd() {
        return stableEnd;
    }

    private static int stableEnd(List<Entry> replicated) {
        int end = replicated.size();
        int ours = end;
        int others = end;
        for (int offset = 0; offset < end; offset++) {
            Entry entry = replicated.get(offset);
            if (entry instanceof Data) {
                ours = Math.min(ours, offset);
            } else if (entry instanceof Marker) {
                ours = end;
            } else if (entry instanceof Other other) {
                others = other.decided() ? end : offset;
            }
        }
        return Math.min(ours, others);
    }

    /** All records followed by a marker that commits them, visible yet or not. */
    List<Data> committed() {
        return committed;
    }

    private static List<Data> committed(List<Entry> entries) {
        List<Data> committed = new ArrayList<>();
        List<Data> open = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry instanceof Data data) {
                open.add(data);
            } else if (entry instanceof Marker marker) {
                if (marker.commit()) {
                    committed.addAll(open);
                }
                open.clear();
            }
        }
        return List.copyOf(committed);
    }

    /** What a read_committed reader sees. */
    List<Data> visible() {
        return visible;
    }

    /** What a read_committed reader gets from one offset to another, which is not after the last stable one. */
    List<Data> read(int from, int to) {
        List<Data> read = new ArrayList<>(committed);
        read.removeIf(data -> offsetOf(data) < from || offsetOf(data) >= Math.min(to, stableEnd));
        return List.copyOf(read);
    }

    /** The newest epoch of this job's producer that the partition has seen; older ones are refused. */
    int epoch() {
        Entry last = lastOfThisJob();
        return last instanceof Data data ? data.epoch() : last instanceof Marker marker ? marker.epoch() : -1;
    }

    /** The sequence number that the partition waits for. */
    int nextSequence(int epoch) {
        int next = 0;
        for (Entry entry : entries) {
            if (entry instanceof Data data && data.epoch() == epoch) {
                next = data.sequence() + 1;
            }
        }
        return next;
    }

    /** Whether the marker is there, and nothing of this job follows it. */
    boolean isMarked(Marker marker) {
        return marker.equals(lastOfThisJob());
    }

    boolean isMarkedForGood(Marker marker) {
        return isMarked(marker) && entries.lastIndexOf(marker) < highWatermark;
    }

    private @Nullable Entry lastOfThisJob() {
        for (int offset = entries.size() - 1; offset >= 0; offset--) {
            if (!(entries.get(offset) instanceof Other)) {
                return entries.get(offset);
            }
        }
        return null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other == this
                || (other instanceof Log log
                        && hash == log.hash
                        && highWatermark == log.highWatermark
                        && entries.equals(log.entries));
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
