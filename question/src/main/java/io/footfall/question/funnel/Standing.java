package io.footfall.question.funnel;

import io.footfall.question.Changes;
import io.footfall.question.Visibility;

/** Where one customer stands in a funnel under one value of its breakdown, and what was emitted of that. */
final class Standing {
    private final Entries entries;
    private int by;
    private Schedule settled;
    private Schedule spare;
    private boolean hasMoved;

    /** Nothing done yet, of a funnel of {@code steps} steps with entries that run for {@code within} milliseconds. */
    Standing(int steps, long within) {
        entries = new Entries(steps, within);
        settled = new Schedule(steps);
        spare = new Schedule(steps);
    }

    /** Nothing done yet, under another value. */
    void reset(int newBy) {
        by = newBy;
        entries.clear();
        settled.clear();
        hasMoved = false;
    }

    /** Takes an event that matches steps, as bits, after the first. */
    void advance(int matched, long timestamp) {
        hasMoved |= entries.advance(matched, timestamp);
    }

    /** Takes an event that matches the first step and lies in the period. */
    void begin(long timestamp, long enters, long leaves) {
        hasMoved |= entries.begin(timestamp, enters, leaves);
    }

    /**
     * Emits how what is added from a second on differs from what was emitted before.
     *
     * @param now the second after the newest event; what was emitted for earlier ones stays true
     */
    void settle(long now, Changes changes) {
        if (!hasMoved) {
            return;
        }
        hasMoved = false;
        Schedule planned = spare;
        planned.fill(entries, now);
        spare = settled;
        settled = planned;
        new Difference(spare, planned, by, changes).emit(now);
    }

    /** The changes that turn one schedule into another. */
    private record Difference(Schedule before, Schedule after, int by, Changes changes) {
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
                changes.add(second, FunnelRows.customers(by, step), 0, levelIn > levelOut ? 1 : -1);
            }
            int openOut = out.openLevel(stretchOut);
            int openIn = in.openLevel(stretchIn);
            for (int step = Math.min(openOut, openIn) + 1; step <= Math.max(openOut, openIn); step++) {
                changes.add(second, FunnelRows.open(by, step), 0, openIn > openOut ? 1 : -1);
            }
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
