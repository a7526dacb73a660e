package io.waybill.sandbox.check;

/** What must hold of every job, whatever was done to it; about the read_committed view of its destination. */
public enum Property {
    P1("no row is lost"),
    P2("no row is there twice"),
    P3("the rows stand in the file's order"),
    P4("nothing is there that is no row"),
    P5("key, value and headers are the row's"),
    P6("nothing of an aborted transaction is visible"),
    P7("the visible prefix is a whole number of transactions at any instant"),
    P8("checkpoints strictly increase, each chained to the one before"),
    P9("the visible rows are never fewer than the checkpoint's"),
    P10("nothing of an older attempt is committed once a newer one has begun"),
    P11("the mirror is never ahead of Kafka"),
    P12("the job comes to its end"),
    P13("what only a read_uncommitted reader sees is what the receipt calls aborted"),
    P14("a concurrent reader sees the sequence that the last reader sees");

    private final String sentence;

    Property(String sentence) {
        this.sentence = sentence;
    }

    /** What it demands. */
    public String sentence() {
        return sentence;
    }
}
