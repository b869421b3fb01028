package io.footfall.question.funnel;

import io.footfall.question.Visibility;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where one customer stands in a funnel: under each value of its breakdown by itself. */
final class FunnelState {
    private static final int ABSENT = -1;
    private static final int KEPT_MAX = 32;

    private final int steps;
    private final long within;

    // Those from count on are left over from another customer.
    private final List<Standing> standings = new ArrayList<>(1);
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
                standings.subList(KEPT_MAX, standings.size()).clear();
            }
        }
        count = 0;
    }

    /** How many values there are. */
    int count() {
        return count;
    }

    /** Where the customer stands under the value that came as the {@code index}th. */
    Standing standing(int index) {
        return standings.get(index);
    }

    /** Where the customer stands under a value, which may be new. */
    Standing under(int by) {
        int place = places == null ? (count == 0 ? ABSENT : 0) : places.get(by);
        if (place != ABSENT) {
            return standings.get(place);
        }
        if (count == standings.size()) {
            standings.add(new Standing(steps, within));
        }
        if (places != null) {
            places.put(by, count);
        }
        Standing standing = standings.get(count++);
        standing.reset(by);
        return standing;
    }

    /** The second after the newest event that matched any step. */
    long now() {
        return Visibility.secondAfter(newest);
    }

    /** Says when the newest event that matches any step happened. */
    void setNewest(long timestamp) {
        newest = timestamp;
    }
}
