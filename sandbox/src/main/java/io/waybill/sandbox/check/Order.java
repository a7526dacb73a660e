package io.waybill.sandbox.check;

import java.util.Arrays;
import java.util.BitSet;

/** The longest strictly increasing subsequence: which of many rows stand in order, so that as few as possible do not. */
final class Order {
    private Order() {}

    /**
     * Patience sorting, in time n log n at worst and n when nearly everything is in order.
     *
     * @param rows by place; negative where there is none
     * @return the places of those in order
     */
    static BitSet inOrder(int[] rows) {
        int[] ends = new int[rows.length]; // by length - 1, the place where the best subsequence of that length ends
        int[] before = new int[rows.length];
        int length = 0;
        for (int place = 0; place < rows.length; place++) {
            if (rows[place] >= 0) {
                int at = length == 0 || rows[ends[length - 1]] < rows[place]
                        ? length
                        : search(rows, ends, length, place);
                before[place] = at == 0 ? -1 : ends[at - 1];
                ends[at] = place;
                length = Math.max(length, at + 1);
            }
        }
        return chain(before, length == 0 ? -1 : ends[length - 1]);
    }

    private static int search(int[] rows, int[] ends, int length, int place) {
        int low = 0;
        int high = length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rows[ends[middle]] < rows[place]) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static BitSet chain(int[] before, int end) {
        BitSet places = new BitSet(before.length);
        for (int place = end; place >= 0; place = before[place]) {
            places.set(place);
        }
        return places;
    }

    /** So many places without a row. */
    static int[] none(int length) {
        int[] rows = new int[length];
        Arrays.fill(rows, -1);
        return rows;
    }
}
