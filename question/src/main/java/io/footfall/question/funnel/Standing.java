package io.footfall.question.funnel;

import io.footfall.question.Changes;

/** Where one customer stands in a funnel under one value of its breakdown, and what was emitted of that. */
final class Standing {
    private final Entries entries;
    private final Told told;
    private boolean hasMoved;

    /** Nothing done yet, of a funnel of {@code steps} steps with entries that run for {@code within} milliseconds. */
    Standing(int steps, long within) {
        entries = new Entries(steps, within);
        told = new Told(steps);
    }

    /** Nothing done yet, under another value. */
    void reset(int newBy) {
        entries.clear();
        told.reset(newBy);
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

    /** Whether an entry that is still seen has gone all the way. */
    boolean isComplete() {
        return entries.isAnyComplete();
    }

    /**
     * Emits how what is added from a second on differs from what was emitted before.
     *
     * @param now the second after the newest event
     */
    void settle(long now, Changes changes) {
        if (!hasMoved) {
            return;
        }
        hasMoved = false;
        told.tell(entries, now, changes);
    }

    /** The same, once for a whole timeline, of entries that are seen for ever once they are. */
    void settleWhole(long now, Changes changes) {
        if (hasMoved) {
            hasMoved = false;
            told.tellWhole(entries, now, changes);
        }
    }
}
