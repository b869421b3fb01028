package io.footfall.question.audience;

import java.util.Arrays;

/** The seconds at which something begins, ceases, begins again: it is so from the first on, not from the second on, and so forth. */
final class Staircase {
    private static final int CAPACITY = 4;
    private static final int CAPACITY_KEPT_MAX = 256;

    private long[] turns = new long[CAPACITY];
    private int count;
    // Whether it is so before the first of them.
    private boolean isFirst;

    void clear() {
        count = 0;
        isFirst = false;
        if (turns.length > CAPACITY_KEPT_MAX) {
            turns = new long[CAPACITY];
        }
    }

    /** Becomes equal to another. */
    void set(Staircase other) {
        turns = Arrays.copyOf(other.turns, Math.max(CAPACITY, other.count));
        count = other.count;
        isFirst = other.isFirst;
    }

    /** Whether it is so at a second. */
    boolean at(long second) {
        return isFirst ^ (after(second) % 2 == 1);
    }

    /** The first turn after a second; {@link Long#MAX_VALUE} if there is none. */
    long turnAfter(long second) {
        int place = after(second);
        return place < count ? turns[place] : Long.MAX_VALUE;
    }

    /** Forgets what was before a second, but not whether it is so there. */
    void forgetBefore(long second) {
        int gone = after(second);
        if (gone > count / 2 && gone > CAPACITY) {
            isFirst = at(second);
            count -= gone;
            turns = Arrays.copyOfRange(turns, gone, gone + Math.max(CAPACITY, count));
        }
    }

    /** Takes out all turns from a second on. */
    void cutFrom(long second) {
        count = after(second - 1);
    }

    /** Says whether it is so from a second on, which is after all turns. */
    void set(long second, boolean isSo) {
        if (at(second) != isSo) {
            if (count == turns.length) {
                turns = Arrays.copyOf(turns, count * 2);
            }
            turns[count++] = second;
        }
    }

    /** How many turns are not after a second. */
    private int after(long second) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (turns[middle] <= second) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
