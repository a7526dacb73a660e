package io.waybill.sandbox.chaos;

import io.waybill.CrashPoint;

/**
 * A place where a loader is to wait for its runner.
 *
 * @param nth passing of the point, from 1, counted from the process's start or from the hold before
 */
record Hold(CrashPoint point, long nth) {
    Hold {
        if (nth < 1) {
            throw new IllegalArgumentException("passing " + nth + " of " + point);
        }
    }

    /** The form in which runner and loader tell it each other. */
    String toLine() {
        return point + ":" + nth;
    }

    static Hold parse(String line) {
        int colon = line.indexOf(':');
        return new Hold(CrashPoint.valueOf(line.substring(0, colon)), Long.parseLong(line.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return point + " no. " + nth;
    }
}
