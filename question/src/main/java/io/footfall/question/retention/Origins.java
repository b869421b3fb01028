package io.footfall.question.retention;

import io.footfall.question.Visibility;
import java.util.Arrays;

/**
 * The starts that made one customer a member of cohorts, and up to which offset they came back after each.
 *
 * <p>Where the period slides, a start leaves it and a later one of the same interval takes over: each is the customer's origin in
 * its cohort for a stretch of as-of seconds, and these stretches do not overlap.
 */
final class Origins {
    private static final int NOT_YET = -1;
    private static final int CAPACITY_KEPT_MAX = 256;

    private int count;

    // Side by side, an element for each origin whose returns may still count, in order of time.
    private long[] times = new long[1];
    private long[] enters = new long[1];
    private long[] leaves = new long[1];
    private long[] dues = new long[1];
    private int[] cohorts = new int[1];
    private int[] values = new int[1];
    private int[] reached = new int[1];

    // Before this millisecond no return says anything new.
    private long due = Long.MAX_VALUE;

    // Of the newest start that is one of its cohort, in or out of the period.
    private boolean hasStarted;
    private int newestCohort;
    private long newestLeaves;

    void clear() {
        count = 0;
        due = Long.MAX_VALUE;
        hasStarted = false;
        if (times.length > CAPACITY_KEPT_MAX) {
            resize(1);
        }
    }

    /** Whether there was a start. */
    boolean hasStarted() {
        return hasStarted;
    }

    /** Notes that there was a start, though none that is ever seen. */
    void setStarted() {
        hasStarted = true;
    }

    /** From when on a start in an interval is the customer's origin in it: once those before it are seen no more. */
    long entersAfterOthers(int cohort, long entersAt) {
        return hasStarted && cohort == newestCohort ? Math.max(entersAt, newestLeaves) : entersAt;
    }

    /** Takes a start that is seen as an origin for a while. */
    void add(long timestamp, int cohort, int value, long entersAt, long leavesAt) {
        if (count == times.length) {
            resize(count * 2);
        }
        times[count] = timestamp;
        enters[count] = entersAt;
        leaves[count] = leavesAt;
        dues[count] = timestamp;
        cohorts[count] = cohort;
        values[count] = value;
        reached[count] = NOT_YET;
        count++;
        due = Math.min(due, timestamp);
        hasStarted = true;
        newestCohort = cohort;
        newestLeaves = leavesAt;
    }

    /** Takes what a return means to an origin. */
    interface Returns {
        /** From {@code enters} to {@code leaves}, the customer came back at the offsets from one to another, both included. */
        void at(int value, int cohort, int fromOffset, int toOffset, long enters, long leaves);
    }

    /** Whether a return at a millisecond may say anything new. */
    boolean isDue(long timestamp) {
        return timestamp >= due;
    }

    /**
     * Takes a return.
     *
     * @param periods the largest offset there is
     * @param countsEarlier whether it counts at the offsets before its own too
     */
    void returned(long timestamp, Offsets offsets, int periods, boolean countsEarlier, Returns returns) {
        long now = Visibility.secondAfter(timestamp);
        int kept = 0;
        due = Long.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            if (leaves[i] <= now) {
                continue;
            }
            if (timestamp >= dues[i]) {
                int offset = offsets.of(times[i], cohorts[i], timestamp);
                int last = Math.min(offset, periods);
                if (countsEarlier || offset <= periods) {
                    int first = countsEarlier ? reached[i] + 1 : last;
                    returns.at(values[i], cohorts[i], first, last, Math.max(enters[i], now), leaves[i]);
                }
                if (offset >= periods) {
                    continue;
                }
                reached[i] = offset;
                dues[i] = offsets.end(times[i], offset, timestamp);
            }
            due = Math.min(due, dues[i]);
            keep(i, kept++);
        }
        count = kept;
    }

    private void keep(int from, int to) {
        if (from != to) {
            times[to] = times[from];
            enters[to] = enters[from];
            leaves[to] = leaves[from];
            dues[to] = dues[from];
            cohorts[to] = cohorts[from];
            values[to] = values[from];
            reached[to] = reached[from];
        }
    }

    private void resize(int capacity) {
        times = Arrays.copyOf(times, capacity);
        enters = Arrays.copyOf(enters, capacity);
        leaves = Arrays.copyOf(leaves, capacity);
        dues = Arrays.copyOf(dues, capacity);
        cohorts = Arrays.copyOf(cohorts, capacity);
        values = Arrays.copyOf(values, capacity);
        reached = Arrays.copyOf(reached, capacity);
    }
}
