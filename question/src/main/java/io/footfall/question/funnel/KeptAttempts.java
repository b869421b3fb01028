package io.footfall.question.funnel;

import io.footfall.question.Visibility;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Attempts side by side, of which those are forgotten that can make no difference any more.
 *
 * <p>One that takes no more steps is forgotten once another is better for as long as it is seen: one that began later and got further, or
 * one that began earlier, got as far and leaves the period with it. The newest stays, for it says how long the customer still has.
 */
final class KeptAttempts implements Attempts {
    private static final int CAPACITY = 4;
    private static final int CAPACITY_KEPT_MAX = 1024;
    private static final int FORGOTTEN = -1;
    private static final int[] UNMOVED = {};

    private final int steps;
    private final long within;

    private long[] times;
    private long[] enters = new long[CAPACITY];
    private long[] leaves = new long[CAPACITY];
    private int[] levels = new int[CAPACITY];
    private int count;
    private long completeUntil;
    private long runUntil;

    /** None, of a funnel of {@code steps} steps, that run for {@code within} milliseconds. */
    KeptAttempts(int steps, long within) {
        this.steps = steps;
        this.within = within;
        this.times = new long[CAPACITY * steps];
        clear();
    }

    /** Forgets all. */
    void clear() {
        count = 0;
        completeUntil = Long.MIN_VALUE;
        runUntil = Visibility.NEVER;
        if (levels.length > CAPACITY_KEPT_MAX) {
            resize(CAPACITY);
        }
    }

    int count() {
        return count;
    }

    boolean isFull() {
        return count == levels.length;
    }

    /** When one began, in milliseconds. */
    long begin(int attempt) {
        return times[attempt * steps];
    }

    /** Whether one has no time left at a millisecond. */
    boolean isOver(int attempt, long timestamp) {
        return timestamp - begin(attempt) > within;
    }

    /** Whether one that begins now can make no difference: an earlier one that leaves the period with it is complete. */
    boolean isNeedless(long leavesAt) {
        return completeUntil == leavesAt;
    }

    /** Adds one that has taken its first step, where there is room. */
    int add(long timestamp, long entersAt, long leavesAt) {
        int attempt = count++;
        times[attempt * steps] = timestamp;
        enters[attempt] = entersAt;
        leaves[attempt] = leavesAt;
        levels[attempt] = 1;
        return attempt;
    }

    /** Lets one take its next step. */
    void advance(int attempt, long timestamp) {
        times[attempt * steps + levels[attempt]] = timestamp;
        levels[attempt]++;
        if (levels[attempt] == steps) {
            completeUntil = Math.max(completeUntil, leaves[attempt]);
        }
    }

    /** Says that none runs at that second or later, whatever time it has. */
    void runUntil(long second) {
        runUntil = second;
    }

    /**
     * Forgets what is needless and makes room for more.
     *
     * @param now the second from which on what is kept matters
     * @param going those that may still take steps
     * @return the new number of each, or -1 for those that are forgotten
     */
    int[] makeRoom(long now, BitSet going) {
        int[] moved = needed(now, going);
        int kept = 0;
        for (int attempt = 0; attempt < count; attempt++) {
            if (moved[attempt] != FORGOTTEN) {
                move(attempt, kept);
                moved[attempt] = kept++;
            }
        }
        count = kept;
        if (kept * 4L > levels.length * 3L) {
            resize(levels.length * 2);
        }
        return moved;
    }

    private int[] needed(long now, BitSet going) {
        int[] moved = count == 0 ? UNMOVED : new int[count];
        int furthestSeen = 0;
        int furthestAlike = 0;
        for (int attempt = count - 1; attempt >= 0; attempt--) {
            boolean isLast = attempt == count - 1;
            furthestAlike = isLast || enters[attempt] != enters[attempt + 1] ? 0 : furthestAlike;
            boolean isBehind = levels[attempt] < Math.max(furthestSeen, furthestAlike);
            boolean isKept = isLast || going.get(attempt) || !isBehind;
            moved[attempt] = isKept && leaves[attempt] > now ? attempt : FORGOTTEN;
            furthestAlike = Math.max(furthestAlike, levels[attempt]);
            if (enters[attempt] <= now) {
                furthestSeen = Math.max(furthestSeen, levels[attempt]);
            }
        }
        int furthest = 0;
        for (int attempt = 0; attempt < count - 1; attempt++) {
            furthest = attempt == 0 || leaves[attempt] != leaves[attempt - 1] ? 0 : furthest;
            boolean isAlike = enters[count - 1] <= Math.max(enters[attempt], now);
            if (!going.get(attempt) && isAlike && levels[attempt] <= furthest) {
                moved[attempt] = FORGOTTEN;
            }
            furthest = Math.max(furthest, levels[attempt]);
        }
        return moved;
    }

    @Override
    public int first() {
        return count == 0 ? END : 0;
    }

    @Override
    public int after(int attempt) {
        return attempt + 1 == count ? END : attempt + 1;
    }

    @Override
    public int bound() {
        return count;
    }

    @Override
    public int level(int attempt) {
        return levels[attempt];
    }

    @Override
    public boolean isComplete(int attempt) {
        return levels[attempt] == steps;
    }

    @Override
    public long enters(int attempt) {
        return enters[attempt];
    }

    @Override
    public long leaves(int attempt) {
        return leaves[attempt];
    }

    @Override
    public long runsUntil(int attempt) {
        return within == Long.MAX_VALUE
                ? runUntil
                : Math.min(runUntil, Visibility.secondAfter(begin(attempt) + within));
    }

    @Override
    public long millis(int attempt, int level) {
        int at = attempt * steps + level - 1;
        return times[at] - times[at - 1];
    }

    private void move(int from, int to) {
        System.arraycopy(times, from * steps, times, to * steps, steps);
        enters[to] = enters[from];
        leaves[to] = leaves[from];
        levels[to] = levels[from];
    }

    private void resize(int capacity) {
        times = Arrays.copyOf(times, capacity * steps);
        enters = Arrays.copyOf(enters, capacity);
        leaves = Arrays.copyOf(leaves, capacity);
        levels = Arrays.copyOf(levels, capacity);
    }
}
