package io.waybill.sandbox.chaos;

/**
 * What happens to the loader at one point of its way. The loader waits there until the action has returned, so that the
 * same seed does the same.
 */
record Step(Hold hold, Action action) {
    /** Done by the run's thread while the loader waits. */
    @FunctionalInterface
    interface Action {
        void strike(Scene scene);
    }
}
