package io.footfall.bench;

import java.util.Arrays;

/** How long things took, each kept, so that every quantile is exact. Not thread-safe. */
final class Latencies {
    private long[] nanos = new long[1 << 12];
    private int count;
    private boolean isSorted = true;

    void add(long took) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = took;
        isSorted = false;
    }

    void addAll(Latencies others) {
        for (int i = 0; i < others.count; i++) {
            add(others.nanos[i]);
        }
    }

    int count() {
        return count;
    }

    /** The value at place ⌈q·n⌉ in ascending order, in milliseconds; not a number if there is none. */
    double millis(double quantile) {
        if (count == 0) {
            return Double.NaN;
        }
        if (!isSorted) {
            Arrays.sort(nanos, 0, count);
            isSorted = true;
        }
        int place = (int) Math.ceil(quantile * count);
        return nanos[Math.clamp(place - 1, 0, count - 1)] / 1e6;
    }
}
