package io.footfall.timeline;

import it.unimi.dsi.fastutil.ints.IntArrays;

/** The total order of events: by timestamp, and among equal ones by sequence. */
final class Order {
    private Order() {}

    /** Sorts the first {@code count} indexes of events in {@code columns}; quick where they nearly are. */
    static void sort(int[] indexes, int count, Columns columns) {
        for (int i = 1; i < count; i++) {
            if (compare(columns, indexes[i - 1], indexes[i]) > 0) {
                IntArrays.quickSort(indexes, 0, count, (left, right) -> compare(columns, left, right));
                return;
            }
        }
    }

    private static int compare(Columns columns, int left, int right) {
        int byTime = Long.compare(columns.timestamps[left], columns.timestamps[right]);
        return byTime != 0 ? byTime : Long.compare(columns.sequences[left], columns.sequences[right]);
    }
}
