package io.waybill.bench;

/**
 * What a figure is to reach.
 *
 * @param least it may be
 * @param most it may be
 */
record Gate(double least, double most) {
    static final Gate NONE = new Gate(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    static Gate atLeast(double least) {
        return new Gate(least, Double.POSITIVE_INFINITY);
    }

    static Gate atMost(double most) {
        return new Gate(Double.NEGATIVE_INFINITY, most);
    }

    boolean isMetBy(double figure) {
        return least <= figure && figure <= most;
    }

    /** For the table: {@code >= 1.1}. */
    String describe() {
        if (equals(NONE)) {
            return "none";
        }
        return least > Double.NEGATIVE_INFINITY ? ">= " + least : "<= " + most;
    }

    /** For the table: met, missed, or nothing where there is no gate. */
    String verdict(double figure) {
        if (equals(NONE)) {
            return "";
        }
        return isMetBy(figure) ? "met" : "missed";
    }
}
