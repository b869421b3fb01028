package io.footfall.question.experiment;

import java.util.Arrays;

/**
 * The exposures of one customer that are, or will be, the first that the period holds: of those that leave it in the same second
 * only the first.
 *
 * <p>From one place on none has reached the goal, and from another on no later exposure was to something else.
 */
final class Exposures {
    private static final int CAPACITY = 2;
    private static final int CAPACITY_KEPT_MAX = 256;

    // Those in [first, end), in order.
    long[] timestamps = new long[CAPACITY];
    int[] variations = new int[CAPACITY];
    // The seconds from which to before which each is the first that the period holds.
    long[] begins = new long[CAPACITY];
    long[] ends = new long[CAPACITY];
    // The second from which each counts as having reached the goal, and from which another variation was seen.
    long[] reached = new long[CAPACITY];
    long[] mixed = new long[CAPACITY];
    int first;
    int end;
    int unreached;
    int unmixed;

    void clear() {
        first = 0;
        end = 0;
        unreached = 0;
        unmixed = 0;
        if (timestamps.length > CAPACITY_KEPT_MAX) {
            grow(CAPACITY, 0, 0);
        }
    }

    /** Forgets those that the period holds no more at a second. */
    void leaveUntil(long second) {
        while (first < end && ends[first] <= second) {
            first++;
        }
        unreached = Math.max(unreached, first);
        unmixed = Math.max(unmixed, first);
    }

    void add(long timestamp, int variation, long begin, long endSecond, long never) {
        if (end == timestamps.length) {
            int count = end - first;
            grow(count * 2 > timestamps.length ? timestamps.length * 2 : timestamps.length, first, count);
            unreached -= first;
            unmixed -= first;
            first = 0;
            end = count;
        }
        timestamps[end] = timestamp;
        variations[end] = variation;
        begins[end] = begin;
        ends[end] = endSecond;
        reached[end] = never;
        mixed[end] = never;
        end++;
    }

    private void grow(int capacity, int from, int count) {
        timestamps = moved(timestamps, capacity, from, count);
        variations = Arrays.copyOf(Arrays.copyOfRange(variations, from, from + count), capacity);
        begins = moved(begins, capacity, from, count);
        ends = moved(ends, capacity, from, count);
        reached = moved(reached, capacity, from, count);
        mixed = moved(mixed, capacity, from, count);
    }

    private static long[] moved(long[] old, int capacity, int from, int count) {
        return Arrays.copyOf(Arrays.copyOfRange(old, from, from + count), capacity);
    }
}
