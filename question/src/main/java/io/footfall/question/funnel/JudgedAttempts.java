package io.footfall.question.funnel;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Attempts that may be stopped on their way, and that may have to keep values.
 *
 * <p>Those that keep the same values and have taken as many steps go on in the same way, so they hang in one chain, in the order in which
 * they began: an event that serves a step moves a whole chain, and one that stops attempts drops whole chains. No event costs more
 * than the attempts it moves.
 */
final class JudgedAttempts {
    private static final int NONE = -1;
    private static final int CHAINS = 8;

    private final int steps;
    private final boolean isUnlimited;
    private final KeptAttempts attempts;
    private final Int2IntOpenHashMap places = new Int2IntOpenHashMap();
    private int groups;

    // The ends of the chain of each group and level, and what follows each attempt in its chain.
    private int[] firsts = new int[CHAINS];
    private int[] lasts = new int[CHAINS];
    private int[] nexts = new int[0];

    // Which values each attempt keeps.
    private int[] values = new int[0];

    // Groups that may have a chain of a level, each once or more often.
    private final int[][] going;
    private final int[] goingCounts;

    JudgedAttempts(int steps, long within) {
        this.steps = steps;
        this.isUnlimited = within == Long.MAX_VALUE;
        this.attempts = new KeptAttempts(steps, within);
        this.going = new int[steps][0];
        this.goingCounts = new int[steps];
        places.defaultReturnValue(NONE);
    }

    KeptAttempts all() {
        return attempts;
    }

    /** Forgets all. */
    void clear() {
        attempts.clear();
        if (groups > 0) {
            forgetGroups();
        }
    }

    /** Stops all that have taken as many steps as one of some levels, given as bits: the lowest is level 1. */
    void stop(int levels) {
        for (int rest = levels; rest != 0; rest &= rest - 1) {
            int level = Integer.numberOfTrailingZeros(rest) + 1;
            if (level < steps) {
                stopLevel(level);
            }
        }
    }

    private void stopLevel(int level) {
        for (int i = 0; i < goingCounts[level]; i++) {
            firsts[chain(going[level][i], level)] = NONE;
        }
        goingCounts[level] = 0;
    }

    /**
     * Lets attempts take their next step, if an event matches it.
     *
     * @param matched the steps the event matches, as bits
     * @param valuesKept which values the event has that must be kept
     * @param stopsOthers whether all others are stopped
     * @return whether any moved
     */
    boolean advance(int matched, int valuesKept, long timestamp, boolean stopsOthers) {
        int group = places.get(valuesKept);
        boolean hasMoved = false;
        // Downwards, so that an event serves one step of an attempt; what was moved there before is stopped by then.
        for (int level = steps - 1; level >= 1; level--) {
            boolean isServed = group != NONE && (matched >>> level & 1) != 0;
            int first = isServed ? firsts[chain(group, level)] : NONE;
            if (isServed) {
                firsts[chain(group, level)] = NONE;
            }
            if (stopsOthers) {
                stopLevel(level);
            }
            if (first != NONE) {
                hasMoved |= move(group, level, first, timestamp);
            }
        }
        return hasMoved;
    }

    private boolean move(int group, int level, int first, long timestamp) {
        boolean hasMoved = false;
        for (int attempt = first; attempt != NONE; ) {
            int next = nexts[attempt];
            if (!attempts.isOver(attempt, timestamp)) {
                attempts.advance(attempt, timestamp);
                hasMoved = true;
                if (level + 1 < steps) {
                    append(group, level + 1, attempt);
                }
            }
            attempt = next;
        }
        return hasMoved;
    }

    /** Begins an attempt, and says whether it can matter. */
    boolean begin(int valuesKept, long timestamp, long entersAt, long leavesAt, long now) {
        if (attempts.isNeedless(leavesAt) || isAsAnother(places.get(valuesKept), leavesAt)) {
            return false;
        }
        if (attempts.isFull()) {
            makeRoom(timestamp, now);
        }
        int attempt = attempts.add(timestamp, entersAt, leavesAt);
        if (attempt >= nexts.length) {
            nexts = Arrays.copyOf(nexts, Math.max(4, nexts.length * 2));
            values = Arrays.copyOf(values, nexts.length);
        }
        values[attempt] = valuesKept;
        append(group(valuesKept), 1, attempt);
        return true;
    }

    /** Whether one that began earlier stands there already, runs as long, and leaves the period with it. */
    private boolean isAsAnother(int group, long leavesAt) {
        if (!isUnlimited || group == NONE) {
            return false;
        }
        int chain = chain(group, 1);
        return firsts[chain] != NONE && attempts.leaves(lasts[chain]) == leavesAt;
    }

    private int group(int valuesKept) {
        int known = places.get(valuesKept);
        if (known != NONE) {
            return known;
        }
        int group = groups++;
        places.put(valuesKept, group);
        int end = chain(group + 1, 0);
        if (end > firsts.length) {
            firsts = Arrays.copyOf(firsts, Math.max(end, firsts.length * 2));
            lasts = Arrays.copyOf(lasts, firsts.length);
        }
        Arrays.fill(firsts, chain(group, 0), end, NONE);
        return group;
    }

    private int chain(int group, int level) {
        return group * steps + level;
    }

    /** Those of a lower level began later, so they come behind. */
    private void append(int group, int level, int attempt) {
        int chain = chain(group, level);
        nexts[attempt] = NONE;
        if (firsts[chain] == NONE) {
            firsts[chain] = attempt;
            note(group, level);
        } else {
            nexts[lasts[chain]] = attempt;
        }
        lasts[chain] = attempt;
    }

    private void note(int group, int level) {
        if (goingCounts[level] == going[level].length) {
            going[level] = Arrays.copyOf(going[level], Math.max(4, goingCounts[level] * 2));
        }
        going[level][goingCounts[level]++] = group;
    }

    private void makeRoom(long timestamp, long now) {
        BitSet live = new BitSet(attempts.count());
        for (int group = 0; group < groups; group++) {
            for (int level = 1; level < steps; level++) {
                for (int at = firsts[chain(group, level)]; at != NONE; at = nexts[at]) {
                    live.set(at, !attempts.isOver(at, timestamp));
                }
            }
        }
        forgetGroups();
        int[] moved = attempts.makeRoom(now, live);
        for (int at = 0; at < moved.length; at++) {
            if (moved[at] >= 0) {
                values[moved[at]] = values[at];
                if (live.get(at)) {
                    append(group(values[at]), attempts.level(moved[at]), moved[at]);
                }
            }
        }
    }

    private void forgetGroups() {
        places.clear();
        groups = 0;
        Arrays.fill(goingCounts, 0);
    }
}
