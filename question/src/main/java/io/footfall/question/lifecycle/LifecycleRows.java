package io.footfall.question.lifecycle;

import io.footfall.question.Row;

/** The rows of a lifecycle's sum: for each interval and standing, how many customers. A bucket is both. */
final class LifecycleRows {
    private static final int STANDING_BITS = 2;

    private LifecycleRows() {}

    /** The customers who stand so in an interval. */
    static long customers(int interval, Standing standing) {
        return Row.of(0, interval << STANDING_BITS | standing.ordinal(), 0, Row.COUNT);
    }

    /** The number of a row's interval. */
    static int interval(long row) {
        return Row.bucket(row) >> STANDING_BITS;
    }

    /** Whether a row is of customers who were active in its interval. */
    static boolean isActive(long row) {
        return (Row.bucket(row) & (1 << STANDING_BITS) - 1) != Standing.DORMANT.ordinal();
    }
}
