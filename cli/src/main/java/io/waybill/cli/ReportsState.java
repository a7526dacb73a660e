package io.waybill.cli;

/** A command that can say what its failure leaves behind, and whether it prints events. */
interface ReportsState {
    /** One sentence: what is written, and whether it is safe to run again. */
    String state();

    /** Whether stdout is a stream of events. */
    boolean printsEvents();
}
