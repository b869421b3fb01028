package io.footfall.question.funnel;

import io.footfall.question.Changes;
import io.footfall.question.Visibility;

/** What was emitted of the attempts of one customer, or of one session, under one value of the breakdown. */
final class Told {
    private final boolean hasTimes;
    private int by;
    private Schedule settled;
    private Schedule spare;

    /** Nothing emitted yet, of a funnel of {@code steps} steps. */
    Told(int steps) {
        this(steps, true);
    }

    private Told(int steps, boolean hasTimes) {
        this.hasTimes = hasTimes;
        settled = new Schedule(steps);
        spare = new Schedule(steps);
    }

    /** The same, where nothing is said of the times of steps. */
    static Told withoutTimes(int steps) {
        return new Told(steps, false);
    }

    /** Nothing emitted yet, under another value. */
    void reset(int newBy) {
        by = newBy;
        settled.clear();
    }

    /**
     * Emits how what is added from a second on differs from what was emitted before.
     *
     * @param now the second after the newest event; what was emitted for earlier ones stays true
     */
    void tell(Attempts attempts, long now, Changes changes) {
        Schedule planned = spare;
        planned.fill(attempts, now);
        spare = settled;
        settled = planned;
        new Difference(spare, planned, by, hasTimes, changes).emit(now);
    }

    /**
     * Emits what is added from a second on of one of whom nothing was emitted yet, and whose attempts, once seen, are seen for ever.
     *
     * @param now the second after the newest event
     */
    void tellWhole(Attempts attempts, long now, Changes changes) {
        int best = attempts.first();
        int newest = best;
        for (int each = best; each != Attempts.END; each = attempts.after(each)) {
            if (attempts.level(each) > attempts.level(best)) {
                best = each;
            }
            newest = each;
        }
        if (best == Attempts.END) {
            return;
        }
        int level = attempts.level(best);
        long openUntil = attempts.isComplete(best) ? now : attempts.runsUntil(newest);
        for (int step = 1; step <= level; step++) {
            changes.add(now, FunnelRows.counted(by, step), 0, 1);
            if (openUntil > now) {
                changes.add(now, FunnelRows.open(by, step), 0, 1);
                if (openUntil != Visibility.NEVER) {
                    changes.add(openUntil, FunnelRows.open(by, step), 0, -1);
                }
            }
            if (hasTimes && step > 1) {
                changes.add(now, FunnelRows.millis(by, step), attempts.millis(best, step), 1);
            }
        }
    }

    /** The changes that turn one schedule into another. */
    private record Difference(Schedule before, Schedule after, int by, boolean hasTimes, Changes changes) {
        void emit(long now) {
            int old = before.at(now);
            int planned = 0;
            swap(now, before, old, after, planned);
            while (true) {
                long oldNext = before.from(old + 1);
                long plannedNext = after.from(planned + 1);
                long second = Math.min(oldNext, plannedNext);
                if (second == Visibility.NEVER) {
                    return;
                }
                if (oldNext == second) {
                    old++;
                    swap(second, before, old, before, old - 1);
                }
                if (plannedNext == second) {
                    planned++;
                    swap(second, after, planned - 1, after, planned);
                }
            }
        }

        /** Takes one stretch back and adds another instead, but for what they share. */
        private void swap(long second, Schedule out, int stretchOut, Schedule in, int stretchIn) {
            int levelOut = out.level(stretchOut);
            int levelIn = in.level(stretchIn);
            for (int step = Math.min(levelOut, levelIn) + 1; step <= Math.max(levelOut, levelIn); step++) {
                changes.add(second, FunnelRows.counted(by, step), 0, levelIn > levelOut ? 1 : -1);
            }
            int openOut = out.openLevel(stretchOut);
            int openIn = in.openLevel(stretchIn);
            for (int step = Math.min(openOut, openIn) + 1; step <= Math.max(openOut, openIn); step++) {
                changes.add(second, FunnelRows.open(by, step), 0, openIn > openOut ? 1 : -1);
            }
            if (hasTimes) {
                swapTimes(second, out, stretchOut, in, stretchIn);
            }
        }

        private void swapTimes(long second, Schedule out, int stretchOut, Schedule in, int stretchIn) {
            int levelOut = out.level(stretchOut);
            int levelIn = in.level(stretchIn);
            for (int step = 2; step <= Math.max(levelOut, levelIn); step++) {
                boolean isOut = step <= levelOut;
                boolean isIn = step <= levelIn;
                if (isOut && isIn && out.millis(stretchOut, step) == in.millis(stretchIn, step)) {
                    continue;
                }
                if (isOut) {
                    changes.add(second, FunnelRows.millis(by, step), out.millis(stretchOut, step), -1);
                }
                if (isIn) {
                    changes.add(second, FunnelRows.millis(by, step), in.millis(stretchIn, step), 1);
                }
            }
        }
    }
}
