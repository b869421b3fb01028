package io.footfall.question.funnel;

import io.footfall.question.Visibility;
import java.util.Arrays;

/**
 * The entries of one customer into a funnel, under one value of its breakdown, in the order in which they begin.
 *
 * <h2>Live and frozen</h2>
 *
 * An entry is live until it completes or its time is over; then it is frozen. Entries of the same moment go through the same
 * events, so a live one is never behind one that began later: the live ones lie in runs of equal level, the furthest first, and
 * an event that serves a step moves a whole run. For the same reason entries complete, and run out of time, in the order in which
 * they begin. All frozen ones therefore come before all live ones.
 *
 * <h2>What is forgotten</h2>
 *
 * The period may slide: the best entry leaves it, and the next best takes over. So an entry is forgotten only if another one is
 * better for as long as it is seen:
 *
 * <ul>
 *   <li>it has left the period;
 *   <li>it is frozen, and a later one that is seen as early got further;
 *   <li>it is frozen, and an earlier one that leaves with it got as far;
 *   <li>it is live, and an earlier one that leaves with it is complete, or runs as long.
 * </ul>
 *
 * In a period that does not slide one frozen entry is left, and nothing at all is kept after the first that is complete.
 *
 * <p>Seconds are as-of seconds since 1970 UTC, times milliseconds.
 */
final class Entries implements Attempts {
    private static final int CAPACITY = 4;
    private static final int CAPACITY_KEPT_MAX = 1024;

    private final int steps;
    private final long within;

    // Side by side, an element for each entry; of times, one for each step of each entry.
    private long[] times;
    private long[] enters = new long[CAPACITY];
    private long[] leaves = new long[CAPACITY];
    private int[] levels = new int[CAPACITY];

    // Frozen entries lie in [frozenStart, frozenEnd), live ones in [liveStart, ends[1]), which do not overlap.
    private int frozenStart;
    private int frozenEnd;
    private int liveStart;

    // Live entries of at least a level end here; where that lies before liveStart there are none.
    private final int[] ends;

    // Before this millisecond no live entry runs out of time, and none leaves. Need not be the last such.
    private long untouchedUntil = Long.MAX_VALUE;

    /** No entries of a funnel of {@code steps} steps that run for {@code within} milliseconds. */
    Entries(int steps, long within) {
        this.steps = steps;
        this.within = within;
        this.times = new long[CAPACITY * steps];
        this.ends = new int[steps + 1];
    }

    /** Forgets all. */
    void clear() {
        frozenStart = 0;
        frozenEnd = 0;
        liveStart = 0;
        untouchedUntil = Long.MAX_VALUE;
        Arrays.fill(ends, 0);
        if (levels.length > CAPACITY_KEPT_MAX) {
            resize(CAPACITY);
        }
    }

    /**
     * Lets each live entry take its next step, if the event matches it.
     *
     * @param matched the steps the event matches, as bits
     * @param timestamp when it happened
     * @return whether any entry moved
     */
    boolean advance(int matched, long timestamp) {
        if (timestamp >= untouchedUntil) {
            expire(timestamp);
        }
        boolean hasMoved = false;
        // Downwards, so that an event serves one step of an entry.
        for (int rest = matched & ~1; rest != 0; ) {
            int level = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(rest);
            rest ^= 1 << level;
            int from = Math.max(ends[level + 1], liveStart);
            int to = ends[level];
            if (from < to) {
                for (int i = from; i < to; i++) {
                    times[i * steps + level] = timestamp;
                    levels[i] = level + 1;
                }
                ends[level + 1] = to;
                hasMoved = true;
            }
        }
        if (hasMoved && levels[liveStart] == steps) {
            freezeComplete(Visibility.secondAfter(timestamp));
        }
        return hasMoved;
    }

    /**
     * Begins an entry.
     *
     * @param timestamp when the event of its first step happened, not before that of any entry
     * @param entersAt the first second that sees it
     * @param leavesAt the first that no longer does
     * @return whether it can matter
     */
    boolean begin(long timestamp, long entersAt, long leavesAt) {
        if (timestamp >= untouchedUntil) {
            expire(timestamp);
        }
        if (isNeedless(timestamp, leavesAt)) {
            return false;
        }
        if (ends[1] == levels.length) {
            makeRoom();
        }
        int entry = ends[1];
        times[entry * steps] = timestamp;
        enters[entry] = entersAt;
        leaves[entry] = leavesAt;
        levels[entry] = 1;
        ends[1] = entry + 1;
        if (entry == liveStart) {
            untouchedUntil = Math.min(untouchedUntil, liveUntil(entry));
        }
        return true;
    }

    /** Whether an entry that is remembered has gone all the way. */
    boolean isAnyComplete() {
        return frozenStart < frozenEnd && levels[frozenEnd - 1] == steps;
    }

    @Override
    public int first() {
        return frozenStart < frozenEnd ? frozenStart : firstLive();
    }

    @Override
    public int after(int entry) {
        if (entry + 1 == frozenEnd && entry >= frozenStart) {
            return firstLive();
        }
        return entry + 1 == ends[1] ? END : entry + 1;
    }

    @Override
    public int bound() {
        return frozenEnd - frozenStart + ends[1] - liveStart;
    }

    @Override
    public int level(int entry) {
        return levels[entry];
    }

    @Override
    public boolean isComplete(int entry) {
        return levels[entry] == steps;
    }

    @Override
    public long enters(int entry) {
        return enters[entry];
    }

    @Override
    public long leaves(int entry) {
        return leaves[entry];
    }

    @Override
    public long runsUntil(int entry) {
        return within == Long.MAX_VALUE ? Visibility.NEVER : Visibility.secondAfter(times[entry * steps] + within);
    }

    @Override
    public long millis(int entry, int level) {
        int at = entry * steps + level - 1;
        return times[at] - times[at - 1];
    }

    private int firstLive() {
        return liveStart < ends[1] ? liveStart : END;
    }

    private boolean isNeedless(long timestamp, long leavesAt) {
        if (frozenStart < frozenEnd) {
            int last = frozenEnd - 1;
            if (levels[last] == steps && leaves[last] == leavesAt) {
                return true;
            }
        }
        if (liveStart < ends[1]) {
            int last = ends[1] - 1;
            boolean runsAsLong = within == Long.MAX_VALUE || times[last * steps] == timestamp;
            return runsAsLong && leaves[last] == leavesAt;
        }
        return false;
    }

    /** Freezes the entries whose time is over before an event, and forgets those that have left. */
    private void expire(long timestamp) {
        long now = Visibility.secondAfter(timestamp);
        while (frozenStart < frozenEnd && leaves[frozenStart] <= now) {
            frozenStart++;
        }
        while (liveStart < ends[1] && (timestamp - times[liveStart * steps] > within || leaves[liveStart] <= now)) {
            freezeFirst(now);
        }
        untouchedUntil = Math.min(
                frozenStart < frozenEnd ? leavesBefore(frozenStart) : Long.MAX_VALUE,
                liveStart < ends[1] ? liveUntil(liveStart) : Long.MAX_VALUE);
    }

    /** The first millisecond at which a live entry has run out of time or left. */
    private long liveUntil(int entry) {
        long start = times[entry * steps];
        return Math.min(within == Long.MAX_VALUE ? Long.MAX_VALUE : start + within + 1, leavesBefore(entry));
    }

    /** The first millisecond whose events are seen only when an entry no longer is. */
    private long leavesBefore(int entry) {
        return leaves[entry] == Visibility.NEVER ? Long.MAX_VALUE : (leaves[entry] - 1) * 1000;
    }

    private void freezeComplete(long now) {
        while (liveStart < ends[1] && levels[liveStart] == steps) {
            long left = leaves[liveStart];
            freezeFirst(now);
            while (liveStart < ends[1] && leaves[liveStart] == left) {
                liveStart++;
            }
        }
    }

    private void freezeFirst(long now) {
        int entry = liveStart++;
        if (leaves[entry] <= now) {
            return;
        }
        while (frozenStart < frozenEnd
                && levels[frozenEnd - 1] < levels[entry]
                && enters[entry] <= Math.max(enters[frozenEnd - 1], now)) {
            frozenEnd--;
        }
        boolean isNeedless = frozenStart < frozenEnd
                && levels[frozenEnd - 1] >= levels[entry]
                && leaves[frozenEnd - 1] == leaves[entry];
        if (!isNeedless) {
            move(entry, frozenEnd, 1);
            frozenEnd++;
            untouchedUntil = Math.min(untouchedUntil, leavesBefore(frozenStart));
        }
    }

    /** Moves all to the front, into longer arrays if they fill most of these. */
    private void makeRoom() {
        int frozen = frozenEnd - frozenStart;
        int live = ends[1] - liveStart;
        move(frozenStart, 0, frozen);
        move(liveStart, frozen, live);
        int down = liveStart - frozen;
        for (int level = 1; level <= steps; level++) {
            ends[level] = Math.max(ends[level] - down, frozen);
        }
        frozenStart = 0;
        frozenEnd = frozen;
        liveStart = frozen;
        if ((frozen + live) * 4L > levels.length * 3L) {
            resize(levels.length * 2);
        }
    }

    private void move(int from, int to, int count) {
        System.arraycopy(times, from * steps, times, to * steps, count * steps);
        System.arraycopy(enters, from, enters, to, count);
        System.arraycopy(leaves, from, leaves, to, count);
        System.arraycopy(levels, from, levels, to, count);
    }

    private void resize(int capacity) {
        times = Arrays.copyOf(times, capacity * steps);
        enters = Arrays.copyOf(enters, capacity);
        leaves = Arrays.copyOf(leaves, capacity);
        levels = Arrays.copyOf(levels, capacity);
    }
}
