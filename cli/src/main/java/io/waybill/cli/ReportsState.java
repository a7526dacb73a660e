package io.waybill.cli;

/** A command that can say what its failure leaves behind. */
interface ReportsState {
    /** One sentence: what is written, and whether it is safe to run again. */
    String state();
}
