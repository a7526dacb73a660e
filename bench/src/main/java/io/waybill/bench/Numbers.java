package io.waybill.bench;

import java.util.Arrays;

/** Arithmetic of results. */
final class Numbers {
    private Numbers() {}

    /** The middle one; the mean of the two in the middle of an even number. */
    static double median(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("the median of nothing");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** To so many digits after the point. */
    static double rounded(double value, int digits) {
        double factor = Math.pow(10, digits);
        return Math.round(value * factor) / factor;
    }
}
