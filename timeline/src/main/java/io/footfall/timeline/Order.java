package io.footfall.timeline;

import it.unimi.dsi.fastutil.ints.IntArrays;

/** The total order of events: by timestamp, and among equal ones by sequence. */
final class Order {
    private Order() {}

    /** Sorts the first {@code count} indexes of events in {@code columns}; quick where they nearly are. */
    static void sort(int[] indexes, int count, Columns columns) {
        for (int i = 1; i < count; i++) {
            if (compare(columns, indexes[i - 1], columns, indexes[i]) > 0) {
                IntArrays.quickSort(indexes, 0, count, (left, right) -> compare(columns, left, columns, right));
                return;
            }
        }
    }

    /** Whether one event comes before another. */
    static boolean isBefore(Events left, int i, Events right, int j) {
        return compare(left, i, right, j) < 0;
    }

    static int compare(Events left, int i, Events right, int j) {
        int byTime = Long.compare(left.timestamps[i], right.timestamps[j]);
        return byTime != 0 ? byTime : Long.compare(left.sequence(i), right.sequence(j));
    }
}
