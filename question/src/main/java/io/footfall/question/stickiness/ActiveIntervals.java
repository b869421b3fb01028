package io.footfall.question.stickiness;

/** The intervals in which one customer was active, by when each is seen no more. */
final class ActiveIntervals {
    private static final int CAPACITY_KEPT_MAX = 256;

    // Those in [from, to), the first to leave first.
    private long[] leaves = new long[2];
    private int from;
    private int to;

    // Where the newest of them ends.
    private long newestEnd = Long.MIN_VALUE;

    void clear() {
        from = 0;
        to = 0;
        newestEnd = Long.MIN_VALUE;
        if (leaves.length > CAPACITY_KEPT_MAX) {
            leaves = new long[2];
        }
    }

    /** Forgets those that are seen no more at a second. */
    void leaveUntil(long second) {
        while (from < to && leaves[from] <= second) {
            from++;
        }
    }

    /** Whether a millisecond lies in the newest one. */
    boolean isInNewest(long timestamp) {
        return from < to && timestamp < newestEnd;
    }

    int count() {
        return to - from;
    }

    /** The first second that no longer sees the interval at a place, counted from 0. */
    long leaves(int place) {
        return leaves[from + place];
    }

    /** Adds one after all others. */
    void add(long end, long leavesAt) {
        if (to == leaves.length) {
            int count = to - from;
            long[] room = count * 2 > leaves.length ? new long[leaves.length * 2] : leaves;
            System.arraycopy(leaves, from, room, 0, count);
            leaves = room;
            from = 0;
            to = count;
        }
        leaves[to++] = leavesAt;
        newestEnd = end;
    }

    /** Says that the newest is seen for longer. */
    void extend(long leavesAt) {
        leaves[to - 1] = leavesAt;
    }
}
