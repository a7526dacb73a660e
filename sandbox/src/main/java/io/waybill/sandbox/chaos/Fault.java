package io.waybill.sandbox.chaos;

/** A case as one run meets it. */
record Fault(FaultCase of, Drawn drawn) {
    @Override
    public String toString() {
        return of.id() + " " + drawn.description();
    }
}
