package io.waybill.bench;

/**
 * What a contestant's clock has seen, from the first send to the last commit or acknowledgement.
 *
 * @param rows handled while it ran
 * @param seconds it ran
 */
record Timing(long rows, double seconds) {
    Timing {
        if (rows < 1 || !(seconds > 0) || Double.isInfinite(seconds)) {
            throw new IllegalArgumentException(rows + " rows in " + seconds + " s");
        }
    }

    double rowsPerSecond() {
        return rows / seconds;
    }
}
