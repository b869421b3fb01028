package io.footfall.question.funnel;

import io.footfall.question.Visibility;
import java.util.Arrays;

/**
 * What one customer adds to a funnel, under one value of its breakdown, from a second on, if nothing more happens: stretches of
 * as-of seconds, each with the entry that is best then.
 *
 * <p>A stretch is written as its first second; twice the best entry's level, plus one if the customer is open; and the
 * milliseconds from step to step. A level of 0 says that no entry is seen. The last stretch has no end.
 */
final class Schedule {
    /** Comes before the first stretch: nothing is seen. */
    static final int NOTHING = -1;

    private static final int HEAD = 2;
    private static final int STRETCHES_KEPT_MAX = 256;

    private final int width;
    private long[] stretches;
    private int count;

    /** An empty one, of a funnel of {@code steps} steps. */
    Schedule(int steps) {
        width = HEAD + steps - 1;
        stretches = new long[2 * width];
    }

    /** Forgets all. */
    void clear() {
        count = 0;
        if (stretches.length > STRETCHES_KEPT_MAX * width) {
            stretches = new long[2 * width];
        }
    }

    int count() {
        return count;
    }

    /** The first second of a stretch; {@link Visibility#NEVER} after the last. */
    long from(int stretch) {
        return stretch < count ? stretches[stretch * width] : Visibility.NEVER;
    }

    /** How many steps the best entry has taken. */
    int level(int stretch) {
        return stretch == NOTHING ? 0 : (int) (stretches[stretch * width + 1] >>> 1);
    }

    /** The level again if the customer is open, else 0. */
    int openLevel(int stretch) {
        return stretch == NOTHING || (stretches[stretch * width + 1] & 1) == 0 ? 0 : level(stretch);
    }

    /** How many milliseconds after the step before the best entry took the one that brought it to {@code level}. */
    long millis(int stretch, int level) {
        return stretches[stretch * width + level];
    }

    /** The stretch that holds a second. */
    int at(long second) {
        int stretch = NOTHING;
        while (from(stretch + 1) <= second) {
            stretch++;
        }
        return stretch;
    }

    /**
     * Works out what entries add from a second on: at any second, among those that are seen, the one that got furthest, and the
     * earliest of those.
     *
     * <p>The entries seen at a second lie side by side, and later seconds only drop some in front and take in some behind. So the
     * queue has those that are ahead of all later ones, the furthest first.
     */
    void fill(Attempts entries, long now) {
        clear();
        int[] queue = new int[entries.bound()];
        int head = 0;
        int tail = 0;
        int newest = Attempts.END;
        int coming = entries.first();
        long second = now;
        while (second != Visibility.NEVER) {
            while (coming != Attempts.END && entries.enters(coming) <= second) {
                while (head < tail && entries.level(queue[tail - 1]) < entries.level(coming)) {
                    tail--;
                }
                queue[tail++] = coming;
                newest = coming;
                coming = entries.after(coming);
            }
            while (head < tail && entries.leaves(queue[head]) <= second) {
                head++;
            }
            long until = coming == Attempts.END ? Visibility.NEVER : entries.enters(coming);
            if (head == tail) {
                addNothing(second);
            } else {
                int best = queue[head];
                until = Math.min(until, entries.leaves(best));
                boolean isOpen = !entries.isComplete(best) && entries.runsUntil(newest) > second;
                if (isOpen) {
                    until = Math.min(until, entries.runsUntil(newest));
                }
                add(second, entries, best, isOpen);
            }
            second = until;
        }
    }

    private void addNothing(long second) {
        int at = grow();
        Arrays.fill(stretches, at, at + width, 0);
        stretches[at] = second;
        count++;
    }

    private void add(long second, Attempts entries, int best, boolean isOpen) {
        int at = grow();
        Arrays.fill(stretches, at, at + width, 0);
        stretches[at] = second;
        int level = entries.level(best);
        stretches[at + 1] = level * 2L + (isOpen ? 1 : 0);
        for (int step = 2; step <= level; step++) {
            stretches[at + step] = entries.millis(best, step);
        }
        // The next best may add just the same.
        boolean isSame = count > 0 && Arrays.equals(stretches, at + 1, at + width, stretches, at - width + 1, at);
        if (!isSame) {
            count++;
        }
    }

    private int grow() {
        int at = count * width;
        if (at + width > stretches.length) {
            stretches = Arrays.copyOf(stretches, stretches.length * 2);
        }
        return at;
    }
}
