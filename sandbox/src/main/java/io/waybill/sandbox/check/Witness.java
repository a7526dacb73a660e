package io.waybill.sandbox.check;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks on while the job runs, as any consumer could: one thread reads the checkpoints and the rows, one the mirror and
 * the checkpoints. Start it before the job; a witness that cannot look for a while, because the brokers are down, looks
 * again later. Made, ended and closed by one thread.
 */
public final class Witness implements AutoCloseable {
    private final AtomicBoolean ended = new AtomicBoolean();
    private final RowWitness rows;
    private final MirrorWitness mirror;
    private final Thread rowThread;
    private final Thread mirrorThread;

    private Witness(Subject subject) {
        this.rows = new RowWitness(subject, ended);
        this.mirror = new MirrorWitness(subject, ended);
        this.rowThread = new Thread(rows, "waybill-witness-rows");
        this.mirrorThread = new Thread(mirror, "waybill-witness-mirror");
        rowThread.setDaemon(true);
        mirrorThread.setDaemon(true);
    }

    /** Begins to look. */
    public static Witness start(Subject subject) {
        Witness witness = new Witness(subject);
        witness.rowThread.start();
        witness.mirrorThread.start();
        return witness;
    }

    /** Rows that it has seen so far; for whoever waits for it to look. */
    public long rowsSeen() {
        return rows.count();
    }

    /** How often it has looked at the rows; two more looks see whatever is there now. */
    public long looks() {
        return rows.looks();
    }

    /** How many states of the mirror it has seen. */
    public int mirrorsSeen() {
        return mirror.seen();
    }

    /** Ends looking and says what was seen. */
    public Observations end() throws InterruptedException {
        close();
        rowThread.join();
        mirrorThread.join();
        return rows.observations(mirror.sights(), mirror.troubles());
    }

    /** Ends looking; does not wait. */
    @Override
    public void close() {
        ended.set(true);
    }
}
