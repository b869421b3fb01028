package io.footfall.question.funnel;

import io.footfall.question.Changes;
import io.footfall.question.Visibility;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where one customer stands in a funnel: under each value of its breakdown by itself. */
final class FunnelState {
    private static final int ABSENT = -1;
    private static final int KEPT_MAX = 32;

    private final int steps;
    private final long within;

    // Those from count on are left over from another customer.
    private Standing[] standings = {};
    private int count;

    // Where the standing of a value is; absent without a breakdown.
    private final @Nullable Int2IntOpenHashMap places;

    // When the newest event that matched anything happened.
    private long newest;

    FunnelState(int steps, long within, boolean isBrokenDown) {
        this.steps = steps;
        this.within = within;
        if (isBrokenDown) {
            places = new Int2IntOpenHashMap();
            places.defaultReturnValue(ABSENT);
        } else {
            places = null;
        }
    }

    void clear() {
        if (places != null && count > 0) {
            places.clear();
            if (count > KEPT_MAX) {
                places.trim();
                standings = Arrays.copyOf(standings, KEPT_MAX);
            }
        }
        count = 0;
    }

    /** Takes an event that matches steps, as bits, after the first. */
    void advance(int matched, long timestamp) {
        for (int i = 0; i < count; i++) {
            standings[i].advance(matched, timestamp);
        }
    }

    /** Whether the customer has gone all the way, under any value. */
    boolean isComplete() {
        for (int i = 0; i < count; i++) {
            if (standings[i].isComplete()) {
                return true;
            }
        }
        return false;
    }

    /** Emits how what is added differs from what was emitted before. */
    void settle(Changes changes) {
        long now = Visibility.secondAfter(newest);
        for (int i = 0; i < count; i++) {
            standings[i].settle(now, changes);
        }
    }

    /** The same, once for a whole timeline, of entries that are seen for ever once they are. */
    void settleWhole(Changes changes) {
        long now = Visibility.secondAfter(newest);
        for (int i = 0; i < count; i++) {
            standings[i].settleWhole(now, changes);
        }
    }

    /** Where the customer stands under a value, which may be new. */
    Standing under(int by) {
        int place = places == null ? (count == 0 ? ABSENT : 0) : places.get(by);
        if (place != ABSENT) {
            return standings[place];
        }
        if (count == standings.length) {
            standings = Arrays.copyOf(standings, Math.max(1, count * 2));
        }
        if (standings[count] == null) {
            standings[count] = new Standing(steps, within);
        }
        if (places != null) {
            places.put(by, count);
        }
        Standing standing = standings[count++];
        standing.reset(by);
        return standing;
    }

    /** Says when the newest event that matches any step happened. */
    void setNewest(long timestamp) {
        newest = timestamp;
    }
}
